using Nerdbank.MessagePack;

namespace SharedObjects.Transport;

/// <summary>How long a session may be silent before it ends. On the wire in milliseconds; 0 is for ever.</summary>
internal static class TimeToLive
{
    /// <summary>Long enough for a machine that is busy or a process that collects its garbage, short enough to wait for.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    /// <summary>Less, and the machine's own hiccups would end sessions.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    /// <summary>More than timers can measure.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(int.MaxValue);

    public static void Write(ref MessagePackWriter writer, TimeSpan value) =>
        writer.Write(value == Timeout.InfiniteTimeSpan ? 0 : (long)value.TotalMilliseconds);

    public static TimeSpan Read(ref MessagePackReader reader) =>
        reader.ReadInt64() is > 0 and var milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : Timeout.InfiniteTimeSpan;
}
