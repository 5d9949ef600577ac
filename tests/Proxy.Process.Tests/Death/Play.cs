namespace SharedObjects.Process.Tests.Death;

/// <summary>What the process does that is going to die.</summary>
public static class Play
{
    /// <summary>Enters every scene of a state, says so, and stays in them.</summary>
    [WorkerTarget]
    public static async Task EnterAsync(ISharedNamespace stage, DeathState state, ISharedQueue<string> report)
    {
        var kept = new List<object>();
        foreach (var scene in Scenes.Of(state))
        {
            kept.Add(await scene.EnterAsync(stage));
        }

        // Its answer comes after every call before it has been begun, wherever the reports go.
        await stage.KeysAsync();
        await report.PutAsync("ready");
        await Victim.ForEverAsync();
        GC.KeepAlive(kept);
    }
}
