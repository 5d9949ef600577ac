using System.Text;

namespace SharedObjects.Transport.Endpoints;

/// <summary>A Unix domain socket, on this machine.</summary>
/// <param name="Path">The absolute path of the socket file.</param>
internal sealed record UnixSocketEndpoint(string Path) : ManagerEndpoint
{
    /// <summary>What the text form starts with.</summary>
    public const string Scheme = "unix:";

    /// <summary>The longest path that fits <c>sun_path</c> with its closing zero, in UTF-8 bytes.</summary>
    public static int MaxPathLength => OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 103 : 107;

    /// <summary>Whether a socket can be bound at <paramref name="path"/>: whether it is short enough.</summary>
    public static bool Fits(string path) => Encoding.UTF8.GetByteCount(path) <= MaxPathLength;

    /// <inheritdoc/>
    public override string ToString() => Scheme + Path;
}
