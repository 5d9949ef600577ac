using System.Text;
using Microsoft.Extensions.Logging;

namespace SharedObjects.Hosting.Processes;

/// <summary>What a child is started for. Everything but <see cref="Role"/> travels over the control channel, nothing of it in argv.</summary>
internal sealed record ChildStart
{
    /// <summary>The role's name, see <see cref="ChildRoles"/>; the only part that shows in the process list.</summary>
    public required string Role { get; init; }

    /// <summary>Path of the assembly that holds <see cref="RoleTypeName"/>; empty for a role of this library.</summary>
    public string RoleAssemblyPath { get; init; } = "";

    /// <summary>Full name of a type that implements <see cref="IChildRole"/>; empty for a role of this library.</summary>
    public string RoleTypeName { get; init; } = "";

    /// <summary>The role's own arguments, opaque here; keys and endpoints belong in it.</summary>
    public ReadOnlyMemory<byte> Arguments { get; init; }

    /// <summary>The child stays when its owner dies or lets go of it.</summary>
    public bool Detached { get; init; }

    /// <summary>How long the role may take to end once its owner is gone, and how long disposing the child waits before it kills.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the child may take from its start until it is connected.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The child sends no log entries below this.</summary>
    public LogLevel MinimumLogLevel { get; init; } = LogLevel.Information;

    /// <summary>Where the child's log entries go at its owner's end; the launcher's own if left out. Stays here.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// False for a child that runs code of this library alone (a manager of built-in kinds): its runtime may then be set up leaner than
    /// the user's own settings would allow.
    /// </summary>
    public bool RunsUserCode { get; init; } = true;

    public byte[] Encode()
    {
        using var stream = new MemoryStream(Arguments.Length + 256);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(RoleAssemblyPath);
        writer.Write(RoleTypeName);
        writer.Write(Detached);
        writer.Write(Grace.Ticks);
        writer.Write((byte)MinimumLogLevel);
        writer.Write(Arguments.Length);
        writer.Write(Arguments.Span);
        return stream.ToArray();
    }

    public static ChildStart Decode(string role, ReadOnlyMemory<byte> body)
    {
        using var reader = new BinaryReader(new MemoryStream(body.ToArray()), Encoding.UTF8);
        return new ChildStart
        {
            Role = role,
            RoleAssemblyPath = reader.ReadString(),
            RoleTypeName = reader.ReadString(),
            Detached = reader.ReadBoolean(),
            Grace = new TimeSpan(reader.ReadInt64()),
            MinimumLogLevel = (LogLevel)reader.ReadByte(),
            Arguments = reader.ReadBytes(reader.ReadInt32()),
        };
    }
}
