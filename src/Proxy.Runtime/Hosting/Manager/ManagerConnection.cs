using SharedObjects.Calls.Encoding;
using SharedObjects.Client;
using SharedObjects.Transport;
using SharedObjects.Transport.Channels;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Hosting.Manager;

/// <summary>Opens a session with a manager in another process.</summary>
internal static class ManagerConnection
{
    /// <param name="address">Where it is, and the key; disposed with the session.</param>
    /// <param name="serializer">Encodes users' types.</param>
    /// <param name="options">How to be let in, and the clock of the session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="stays">Completes when this process is here to stay; <see langword="null"/> if it is.</param>
    /// <exception cref="ManagerRefusedException">There is no way in; its reason says why.</exception>
    public static async ValueTask<ClientSession> OpenAsync(ManagerAddress address, ValueSerializer serializer, HandshakeOptions options, CancellationToken cancellationToken, Task? stays = null)
    {
        var connection = await ManagerConnector.ConnectAsync(
            address.Endpoint,
            address.Key,
            ClientIdentity.OfThisProcess().Encode(),
            options,
            cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = new SocketChannel(connection.Connection.Socket, SessionWelcome.Decode(connection.Result.Welcome), connection);
            return new ClientSession(channel, serializer, address, options.TimeProvider, stays);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
