using System.Buffers.Binary;
using System.Security.Cryptography;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>
/// Every byte of a handshake so far, in both directions. An authentication code covers all of it, so that no part can be left
/// out, swapped, or taken from another conversation: both nonces are in it.
/// </summary>
internal sealed class Transcript
{
    /// <summary>The number of bytes of an authentication code (HMAC-SHA256).</summary>
    public const int CodeLength = HMACSHA256.HashSizeInBytes;

    private const int LabelLength = 10;
    private const int PrefixLength = LabelLength + sizeof(ushort);

    // Label and version stand before the transcript in one buffer, so that a code is one pass over it.
    private byte[] buffer = new byte[512];
    private int length = PrefixLength;

    /// <summary>Adds what was sent or received.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes.Length));
        }

        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    /// <summary>Writes the code by which <paramref name="role"/> vouches for the transcript so far.</summary>
    /// <param name="key">The key both sides are to hold.</param>
    /// <param name="role">Who vouches.</param>
    /// <param name="version">The version that was chosen.</param>
    /// <param name="code">Receives <see cref="CodeLength"/> bytes.</param>
    public void Authenticate(ManagerKey key, HandshakeRole role, ushort version, Span<byte> code)
    {
        (role == HandshakeRole.Client ? "SO1 client"u8 : "SO1 server"u8).CopyTo(buffer);
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(LabelLength), version);
        key.Authenticate(buffer.AsSpan(0, length), code);
    }

    /// <summary>Whether <paramref name="code"/> is the one that <see cref="Authenticate"/> writes. Takes the same time whatever the bytes are.</summary>
    public bool IsAuthentic(ReadOnlySpan<byte> code, ManagerKey key, HandshakeRole role, ushort version)
    {
        Span<byte> expected = stackalloc byte[CodeLength];
        Authenticate(key, role, version, expected);
        return CryptographicOperations.FixedTimeEquals(expected, code);
    }
}
