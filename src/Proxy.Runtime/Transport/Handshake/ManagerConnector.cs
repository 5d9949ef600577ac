using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>Connects to a manager: finds a way in, checks who is there, performs the handshake.</summary>
internal static class ManagerConnector
{
    private static readonly TimeSpan PauseWhenBusy = TimeSpan.FromMilliseconds(50);

    /// <summary>Connects and authenticates, all within the deadline. A manager that is busy is asked again.</summary>
    /// <param name="endpoint">Where the manager listens.</param>
    /// <param name="key">The manager's key.</param>
    /// <param name="identity">See <see cref="ClientHandshake.PerformAsync"/>.</param>
    /// <param name="options">Versions, deadline, clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection, which the caller disposes.</returns>
    /// <exception cref="ManagerRefusedException">There is no way in; its reason says why. Nothing was executed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async ValueTask<ManagerSocket> ConnectAsync(
        ManagerEndpoint endpoint, ManagerKey key, ReadOnlyMemory<byte> identity, HandshakeOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new HandshakeDeadline(options.Deadline, options.TimeProvider, cancellationToken);
        Exception? busy = null;
        try
        {
            while (true)
            {
                try
                {
                    return await AttemptAsync(endpoint, key, identity, options, deadline.Token).ConfigureAwait(false);
                }
                catch (ListenerBusyException exception)
                {
                    busy = exception;
                }
                catch (HandshakeException exception) when (exception.Failure == HandshakeFailure.Busy)
                {
                    busy = exception;
                }
                catch (HandshakeException exception)
                {
                    throw exception.ToRefusal();
                }

                await Task.Delay(PauseWhenBusy, options.TimeProvider, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (deadline.HasPassed)
        {
            throw new ManagerRefusedException(
                ManagerRefusal.Unreachable,
                $"The manager at {endpoint} did not let this process in within {options.Deadline.TotalSeconds} s. {busy?.Message}".TrimEnd(),
                busy ?? exception);
        }
    }

    private static async ValueTask<ManagerSocket> AttemptAsync(
        ManagerEndpoint endpoint, ManagerKey key, ReadOnlyMemory<byte> identity, HandshakeOptions options, CancellationToken cancellationToken)
    {
        var connection = endpoint switch
        {
            UnixSocketEndpoint unix => await UnixSocketConnector.ConnectAsync(unix, cancellationToken).ConfigureAwait(false),
            _ => throw new NotSupportedException($"There is no way to connect to {endpoint}."),
        };
        try
        {
            Stream stream = options.Blocking ? new BlockingStream(connection.Socket, options.Deadline) : connection.Stream;
            var result = await ClientHandshake.AttemptAsync(stream, key, identity, options, cancellationToken).ConfigureAwait(false);
            return new ManagerSocket(connection, result);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
