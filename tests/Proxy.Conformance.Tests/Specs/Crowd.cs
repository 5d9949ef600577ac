namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Several clients of one object that put and take at random, none of them waiting; in the end one of them shuts it down.</summary>
internal static class Crowd
{
    private static readonly string[] Steps = ["put", "put", "putMany", "get", "getMany", "peek", "done"];

    /// <summary>What is wrong with what they saw; <see langword="null"/> if nothing is.</summary>
    public static async Task<string?> ViolationAsync<T>(T shared, Func<BufferModel> model, Func<T, string, long, Task<string>> perform, int seed)
        where T : class
    {
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<T>(shared)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 40; i++)
                {
                    var step = number == 0 && i == 30 ? "shutDown" : Steps[random.Next(Steps.Length)];
                    long argument = (number * 1000) + i + (step == "shutDown" ? seed : 0);
                    await client.TryAsync(step, argument, proxy => perform(proxy, step, argument));
                }
            },
            TestContext.Current.CancellationToken)));
        return History.Violation(
            clients.SelectMany(client => client.Operations),
            model,
            static (plain, operation) => plain.Do(operation.Name, (long)operation.Argument!));
    }
}
