using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>
/// A collection against a plain model of it: the same steps on both give the same answers, in sequence; and what several clients were answered side by
/// side follows from some order of their steps, which the operation numbers in the replies say.
/// </summary>
/// <param name="make">Makes one.</param>
/// <param name="model">Makes its model, which does one step and gives its answer.</param>
/// <param name="act">Does one step by one call, which may be refused; of an answer with a version, the version comes last.</param>
/// <param name="names">The steps there are.</param>
internal sealed class StepSpec<T>(
    Func<SharedManager, ValueTask<T>> make,
    Func<Func<Step, object?>> model,
    Func<T, Step, Task<object?>> act,
    params string[] names)
    where T : class, IAsyncDisposable
{
    /// <summary>Fails unless a collection of this manager does in sequence what the model does.</summary>
    public void CompareInSequence(SharedManager manager) =>
        Gen.Const(0).Select(_ => (RunOn(make(manager).AsTask().GetAwaiter().GetResult()), new Run(model())))
            .SampleModelBased(
                Gen.Select(Gen.Int[0, names.Length - 1].Select(i => names[i]), Gen.Int[0, 3], Gen.Int[0, 3]).Operation<Run, Run>(
                    static (actual, step) => actual.Do(step),
                    static (model, step) => model.Do(step)),
                equal: static (actual, model) => actual.Answers.SequenceEqual(model.Answers),
                iter: 300,
                printActual: static actual => Step.Text(actual.Answers),
                printModel: static model => Step.Text(model.Answers));

    /// <summary>What is wrong with what several clients are answered side by side; <see langword="null"/> if nothing is.</summary>
    public async Task<string?> ViolationInParallelAsync(SharedManager manager, int seed)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var shared = await make(manager);
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<T>(shared)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                var version = 0L;
                for (var i = 0; i < 30; i++)
                {
                    var step = new Step(names[random.Next(names.Length)], random.Next(4), random.Next(4), version);
                    var answer = await client.TryAsync(step.Name, step, proxy => act(proxy, step));
                    version = Version(answer) ?? version;
                }
            },
            cancellationToken)));
        return History.Violation(clients.SelectMany(static client => client.Operations), model, static (model, operation) => model((Step)operation.Argument!));
    }

    private static long? Version(object? answer) => answer switch
    {
        (_, _, long version) => version,
        (_, long version) => version,
        _ => null,
    };

    private Run RunOn(T shared) => new(step => Refusal.OrAnswerAsync(() => act(shared, step)).GetAwaiter().GetResult());

    private sealed class Run(Func<Step, object?> act)
    {
        private long version;

        public List<object?> Answers { get; } = [];

        public void Do((string Name, int Key, int Value) step)
        {
            var answer = act(new Step(step.Name, step.Key, step.Value, version));
            version = Version(answer) ?? version;
            Answers.Add(answer);
        }
    }
}
