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
    where T : class, ISharedObject
{
    /// <summary>Fails unless a collection of this manager does in sequence what the model does.</summary>
    public void CompareInSequence(SharedManager manager) =>
        Gen.Const(0).Select(_ => (RunOn(make(manager).AsTask().GetAwaiter().GetResult()), RunOn(model())))
            .SampleModelBased(
                Gen.Select(Gen.Int[0, names.Length - 1].Select(i => names[i]), Gen.Int[0, 3], Gen.Int[0, 3]).Operation<Run, Run>(
                    static (actual, step) => actual.Do(step),
                    static (model, step) => model.Do(step)),
                equal: static (actual, model) => actual.Answers.SequenceEqual(model.Answers),
                iter: 300,
                printActual: static actual => Step.Text(actual.Answers),
                printModel: static model => Step.Text(model.Answers));

    /// <summary>What is wrong with what several clients are answered side by side; <see langword="null"/> if nothing is.</summary>
    /// <param name="manager">Where.</param>
    /// <param name="seed">What they do.</param>
    /// <param name="saves">Whether it is saved meanwhile: the states are checked too.</param>
    public async Task<string?> ViolationInParallelAsync(SharedManager manager, int seed, bool saves = false)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var shared = await make(manager);
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<T>(shared)).ToArray();
        var activity = Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                var version = 0L;
                for (var i = 0; i < 30; i++)
                {
                    // A call that need not wait ends at once: the others are to have their turn between.
                    await Task.Yield();
                    var step = new Step(names[random.Next(names.Length)], random.Next(4), random.Next(4), version);
                    var answer = await client.TryAsync(step.Name, step, proxy => act(proxy, step));
                    version = Version(answer) ?? version;
                }
            },
            cancellationToken)));
        Operation[] saved = [];
        if (saves)
        {
            saved = await Saving.WhileAsync(manager, shared, activity, copy => RunOn(copy).AskAsync(Questions(seed)));
        }

        await activity;
        return History.Violation(clients.SelectMany(static client => client.Operations).Concat(saved), model, (model, operation) => operation.Name == Saving.Name
            ? RunOn(model).AskAsync(Questions(seed)).GetAwaiter().GetResult()
            : model((Step)operation.Argument!));
    }

    private static long? Version(object? answer) => answer switch
    {
        (_, _, long version) => version,
        (_, long version) => version,
        _ => null,
    };

    private Run RunOn(T shared) => new(step => Refusal.OrAnswerAsync(() => act(shared, step)));

    private static Run RunOn(Func<Step, object?> model) => new(step => Task.FromResult(model(step)));

    /// <summary>What a restored collection is asked: every step several times, in any order; those that change something change what later ones see.</summary>
    private (string Name, int Key, int Value)[] Questions(int seed)
    {
        var random = new Random(seed);
        var questions = names.Distinct().SelectMany(name => Enumerable.Range(0, 3).Select(_ => (name, random.Next(4), random.Next(4)))).ToArray();
        random.Shuffle(questions);
        return questions;
    }

    private sealed class Run(Func<Step, Task<object?>> act)
    {
        private long version;

        public List<object?> Answers { get; } = [];

        public void Do((string Name, int Key, int Value) step) => DoAsync(step).GetAwaiter().GetResult();

        public async Task<object?> AskAsync((string Name, int Key, int Value)[] steps)
        {
            foreach (var step in steps)
            {
                await DoAsync(step);
            }

            return string.Join("; ", Answers);
        }

        private async Task DoAsync((string Name, int Key, int Value) step)
        {
            var answer = await act(new Step(step.Name, step.Key, step.Value, version));
            version = Version(answer) ?? version;
            Answers.Add(answer);
        }
    }
}
