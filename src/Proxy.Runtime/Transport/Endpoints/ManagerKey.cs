using System.Diagnostics;
using System.Security.Cryptography;

namespace SharedObjects.Transport.Endpoints;

/// <summary>
/// The secret that a manager and its clients share. It travels to other processes over a control channel, never as an
/// argument or an environment variable, and never over the connection it protects. Dispose it to wipe it from memory. Thread-safe.
/// </summary>
[DebuggerDisplay("ManagerKey (secret)")]
internal sealed class ManagerKey : IDisposable
{
    /// <summary>The least number of bytes a key has, and the number a new one has.</summary>
    public const int MinLength = 32;

    private readonly Lock gate = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] bytes;

    private bool disposed;

    // Pinned, so that the garbage collector leaves no copy behind that Dispose would miss.
    private ManagerKey(int length) => bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);

    /// <summary>The number of bytes <see cref="CopyTo"/> writes.</summary>
    public int Length => bytes.Length;

    /// <summary>Makes a fresh random key of 256 bits.</summary>
    public static ManagerKey CreateNew()
    {
        var key = new ManagerKey(MinLength);
        RandomNumberGenerator.Fill(key.bytes);
        return key;
    }

    /// <summary>Copies a key that came from elsewhere. Wiping <paramref name="source"/> is the caller's business.</summary>
    /// <exception cref="ArgumentException">There are fewer than <see cref="MinLength"/> bytes.</exception>
    public static ManagerKey FromBytes(ReadOnlySpan<byte> source)
    {
        if (source.Length < MinLength)
        {
            throw new ArgumentException($"A key has at least {MinLength} bytes; this one has {source.Length}.", nameof(source));
        }

        var key = new ManagerKey(source.Length);
        source.CopyTo(key.bytes);
        return key;
    }

    /// <summary>Hands the key out, for the control channel to another process.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes; the caller wipes them after use.</param>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public void CopyTo(Span<byte> destination)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            bytes.CopyTo(destination);
        }
    }

    /// <summary>Writes the HMAC-SHA256 of <paramref name="data"/> under this key.</summary>
    /// <param name="data">What is authenticated.</param>
    /// <param name="destination">At least 32 bytes.</param>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public void Authenticate(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        // Under the lock, so that no code is ever computed with a key that is half wiped.
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            HMACSHA256.HashData(bytes, data, destination);
        }
    }

    /// <summary>Whether <paramref name="other"/> is the same key. Takes the same time whatever the bytes are.</summary>
    /// <exception cref="ObjectDisposedException">One of the keys has been wiped.</exception>
    public bool FixedTimeEquals(ManagerKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var copy = new byte[other.Length];
        try
        {
            other.CopyTo(copy);
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                return CryptographicOperations.FixedTimeEquals(bytes, copy);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>Says what this is, never what it holds.</summary>
    public override string ToString() => "ManagerKey (secret)";

    /// <summary>Wipes the key from memory.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
