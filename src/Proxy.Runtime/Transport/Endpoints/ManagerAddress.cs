using System.Buffers;
using Nerdbank.MessagePack;

namespace SharedObjects.Transport.Endpoints;

/// <summary>All it takes to connect to a manager. It holds the key, so it goes to other processes over a control channel only. Dispose it to wipe the key.</summary>
/// <param name="Endpoint">Where the manager listens.</param>
/// <param name="Key">The manager's key.</param>
internal sealed record ManagerAddress(UnixSocketEndpoint Endpoint, ManagerKey Key) : IDisposable
{
    private const int Fields = 2;

    public void Write(ref MessagePackWriter writer)
    {
        writer.WriteArrayHeader(Fields);
        writer.Write(Endpoint.Path);
        Span<byte> key = stackalloc byte[Key.Length];
        Key.CopyTo(key);
        writer.Write(key);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(key);
    }

    public static ManagerAddress Read(ref MessagePackReader reader)
    {
        reader.ReadArrayHeader();
        var endpoint = new UnixSocketEndpoint(reader.ReadString() ?? "");
        var bytes = (reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty).ToArray();
        try
        {
            return new ManagerAddress(endpoint, ManagerKey.FromBytes(bytes));
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public void Dispose() => Key.Dispose();
}
