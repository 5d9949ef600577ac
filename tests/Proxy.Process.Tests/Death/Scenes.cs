namespace SharedObjects.Process.Tests.Death;

/// <summary>Every kind of object in every state in which a process may die.</summary>
internal static partial class Scenes
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>New scenes each time: a scene is played once.</summary>
    public static IEnumerable<Scene> Of(DeathState state) => state == DeathState.Holding
        ? [.. LocksHeld(), .. BuffersUsed(), .. SignalsUsed(), .. CollectionsUsed()]
        : [.. LocksAwaited(), .. BuffersAwaited(), .. SignalsAwaited()];

    private static async Task HoldsAsync<T>(IEnumerable<T> expected, ValueTask<T[]> actual) => Assert.Equal(expected, await actual);

    /// <summary>A wait that begins when it is called.</summary>
    private static Task<Task> Begun(ValueTask wait) => Task.FromResult(wait.AsTask());

    private static Task<Task> Begun<T>(ValueTask<T> wait) => Task.FromResult<Task>(wait.AsTask());
}
