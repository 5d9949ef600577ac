using System.Globalization;
using System.Text;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// What the owner writes to a child's standard input before closing it: which child it is and whose. Neither argv nor the environment
/// carries it, so neither the process list nor a grandchild sees it.
/// </summary>
/// <param name="Token">Tells the children of one owner apart; used once.</param>
/// <param name="Owner">The process that starts the child.</param>
internal sealed record ChildHandshake(string Token, ProcessIdentity Owner)
{
    public byte[] Encode() =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Token} {Owner.Id} {Owner.StartTime}\n"));

    /// <summary>Reads to the end of the stream; null when the owner died before it had written all.</summary>
    public static ChildHandshake? Read(Stream stream)
    {
        Span<byte> buffer = stackalloc byte[256];
        var line = Encoding.ASCII.GetString(buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)]);
        return line.EndsWith('\n')
            && line.TrimEnd('\n').Split(' ') is [var token, var id, var startTime]
            && int.TryParse(id, CultureInfo.InvariantCulture, out var ownerId)
            && long.TryParse(startTime, CultureInfo.InvariantCulture, out var ownerStartTime)
                ? new ChildHandshake(token, new ProcessIdentity(ownerId, ownerStartTime))
                : null;
    }
}
