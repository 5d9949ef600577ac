namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Several clients of one object that put and take at random, none of them waiting; in the end one of them shuts it down.</summary>
internal static class Crowd
{
    private static readonly string[] Steps = ["put", "put", "putMany", "get", "getMany", "peek", "done"];

    private static readonly string[] Questions = [.. Steps.Append("clear").Append("shutDown").Distinct()];

    /// <summary>What is wrong with what they saw, or with what was saved meanwhile; <see langword="null"/> if nothing is.</summary>
    public static async Task<string?> ViolationAsync<T>(SharedManager manager, T shared, Func<BufferModel> model, Func<T, string, long, Task<string>> perform, int seed, bool saves)
        where T : class, ISharedObject
    {
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<T>(shared)).ToArray();
        var count = 0;
        var activity = Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 40; i++)
                {
                    // A call that need not wait ends at once: the others are to have their turn between.
                    await Task.Yield();
                    var step = Interlocked.Increment(ref count) == 110 ? "shutDown" : Steps[random.Next(Steps.Length)];
                    long argument = (number * 1000) + i + (step == "shutDown" ? seed : 0);
                    await client.TryAsync(step, argument, proxy => perform(proxy, step, argument));
                }
            },
            TestContext.Current.CancellationToken)));
        Operation[] saved = saves
            ? await Saving.WhileAsync(manager, shared, activity, copy => BufferModel.AskAsync(Questions, seed, (step, argument) => perform(copy, step, argument)))
            : [];
        await activity;
        return History.Violation(
            clients.SelectMany(client => client.Operations).Concat(saved),
            model,
            (plain, operation) => operation.Name == Saving.Name ? plain.Ask(Questions, seed) : plain.Do(operation.Name, (long)operation.Argument!));
    }
}
