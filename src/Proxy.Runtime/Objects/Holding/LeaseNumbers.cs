namespace SharedObjects.Objects.Holding;

/// <summary>One count of leases for all objects of a process: a lease given to the wrong object is none of its, whatever else its session holds.</summary>
internal static class LeaseNumbers
{
    private static long last;

    public static long Next() => Interlocked.Increment(ref last);
}
