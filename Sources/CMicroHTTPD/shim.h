#pragma once

#include <microhttpd.h>

// Swift does not import variadic functions; these are the ones that the server needs.

/// What a daemon is started with.
struct lexigraph_mhd_settings
{
  int listen_socket;
  unsigned int threads;
  unsigned int connections;
  unsigned int idle_seconds;
  size_t stack_bytes;
  size_t connection_bytes;
  void *context;
  MHD_AccessHandlerCallback arrived;
  void *(*began)(void *context, const char *target, struct MHD_Connection *connection);
  MHD_RequestCompletedCallback completed;
  MHD_NotifyConnectionCallback changed;
  size_t (*unescape)(void *context, struct MHD_Connection *connection, char *text);
};

static inline struct MHD_Daemon *
lexigraph_mhd_start(const struct lexigraph_mhd_settings *settings)
{
  return MHD_start_daemon(
    MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_ALLOW_SUSPEND_RESUME,
    0, NULL, NULL, settings->arrived, settings->context,
    MHD_OPTION_LISTEN_SOCKET, (MHD_socket) settings->listen_socket,
    MHD_OPTION_THREAD_POOL_SIZE, settings->threads,
    MHD_OPTION_CONNECTION_LIMIT, settings->connections,
    MHD_OPTION_CONNECTION_TIMEOUT, settings->idle_seconds,
    MHD_OPTION_THREAD_STACK_SIZE, settings->stack_bytes,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings->connection_bytes,
    MHD_OPTION_STRICT_FOR_CLIENT, 1,
    MHD_OPTION_URI_LOG_CALLBACK, settings->began, settings->context,
    MHD_OPTION_NOTIFY_COMPLETED, settings->completed, settings->context,
    MHD_OPTION_NOTIFY_CONNECTION, settings->changed, settings->context,
    MHD_OPTION_UNESCAPE_CALLBACK, settings->unescape, settings->context,
    MHD_OPTION_END);
}

static inline int lexigraph_mhd_socket(struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : (int) info->connect_fd;
}

/* What `changed` was told to keep for the connection. */
static inline void *lexigraph_mhd_client(struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == NULL ? NULL : info->socket_context;
}

/* The response's end is the connection's end: no chunks are written. */
static inline void lexigraph_mhd_end_with_connection(struct MHD_Response *response)
{
  MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
}
