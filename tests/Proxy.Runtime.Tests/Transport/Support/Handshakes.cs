using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>Starts either side of a handshake with what most tests do not care about filled in.</summary>
internal static class Handshakes
{
    public static readonly byte[] Identity = [1, 2, 3];

    public static readonly byte[] Welcome = [4, 5, 6, 7];

    /// <summary>The number of bytes of a server's hello, with the preface before it.</summary>
    public const int ServerHelloLength = 8 + 4 + 1 + 2 + 32;

    /// <summary>The number of bytes of a refusal, without the preface.</summary>
    public const int RefusalLength = 4 + 1 + 5;

    public static Task<HandshakeResult> AsClient(Stream stream, ManagerKey key, HandshakeOptions options, CancellationToken cancellationToken) =>
        ClientHandshake.PerformAsync(stream, key, Identity, options, cancellationToken).AsTask();

    /// <summary>Closes the stream on failure, as a server does.</summary>
    public static async Task<AcceptedClient> AsServer(Stream stream, ManagerKey key, HandshakeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ServerHandshake.PerformAsync(stream, null, key, _ => Welcome, options, cancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public static async Task<ManagerRefusedException> RefusedAsync(this Task client) => await Assert.ThrowsAsync<ManagerRefusedException>(() => client);

    public static async Task<HandshakeException> FailedAsync(this Task server) => await Assert.ThrowsAsync<HandshakeException>(() => server);

    /// <summary>Everything the other side writes until it closes.</summary>
    public static async Task<byte[]> ReadToEndAsync(this Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, cancellationToken);
        }
        catch (IOException)
        {
            // Closed with something of ours unread, which the system reports as a reset after the last byte.
        }

        return all.ToArray();
    }

    public static async Task<byte[]> ReadAsync(this Stream stream, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
