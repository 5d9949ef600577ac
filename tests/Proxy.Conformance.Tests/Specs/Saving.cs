namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>
/// Saves an object several times while others use it. Each state, restored into a new object, must be that of the model at some moment while it was saved:
/// asked the same, both give the same answers.
/// </summary>
internal static class Saving
{
    /// <summary>The name of such an operation; its answer is what the restored object answered.</summary>
    public const string Name = "saved";

    private const int MostTimes = 12;

    /// <param name="manager">Where.</param>
    /// <param name="shared">What is saved.</param>
    /// <param name="activity">What others do meanwhile.</param>
    /// <param name="ask">Asks a restored object all there is to know, in one answer that can be compared.</param>
    public static async Task<Operation[]> WhileAsync<T>(SharedManager manager, T shared, Task activity, Func<T, Task<object?>> ask)
        where T : class, ISharedObject
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        List<(Payload State, long Began, long Ended)> saved = [];
        do
        {
            var began = RecorderClock.Next();
            saved.Add((await manager.SaveAsync(shared, cancellationToken), began, RecorderClock.Next()));
        }
        while (!activity.IsCompleted && saved.Count < MostTimes);
        await activity;
        List<Operation> operations = [];
        foreach (var (state, began, ended) in saved)
        {
            await using var restored = await manager.RestoreAsync<T>(state, cancellationToken);
            operations.Add(new Operation(Name, null, await ask(restored), 0, began, ended, OperationKind.Seen));
        }

        return [.. operations];
    }
}
