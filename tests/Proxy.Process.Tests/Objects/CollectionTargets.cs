namespace SharedObjects.Process.Tests.Objects;

/// <summary>What processes do to collections before they are killed.</summary>
internal static class CollectionTargets
{
    /// <summary>Reads one item of each walk and stays there.</summary>
    [WorkerTarget]
    public static async Task WalkAsync(ISharedList<int> list, ISharedDictionary<int, int> dictionary, ISharedSet<int> set, ISharedQueue<string> report)
    {
        var items = list.EnumerateAsync().GetAsyncEnumerator();
        var entries = dictionary.EnumerateSnapshotAsync().GetAsyncEnumerator();
        var members = set.EnumerateAsync().GetAsyncEnumerator();
        await report.PutAsync($"{await items.MoveNextAsync()} {await entries.MoveNextAsync()} {await members.MoveNextAsync()}");
        await Victim.ForEverAsync();
    }

    /// <summary>Gets hold of all that is in the rooms, and puts the doors it got here into another room.</summary>
    [WorkerTarget]
    public static async Task MoveInAsync(ISharedDictionary<string, ISharedList<ISharedLock>> rooms, ISharedQueue<string> report)
    {
        var doors = await rooms.GetAsync("hall");
        var door = await doors.GetAsync(0);
        var lease = await door.AcquireAsync();
        await rooms.SetAsync("attic", doors);
        await doors.AddAsync(door);
        await report.PutAsync($"holds {lease.IsHeld}");
        await Victim.ForEverAsync();
    }
}
