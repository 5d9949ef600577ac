namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>One order of events for all clients of this process.</summary>
internal static class RecorderClock
{
    private static long time;

    public static long Next() => Interlocked.Increment(ref time);
}
