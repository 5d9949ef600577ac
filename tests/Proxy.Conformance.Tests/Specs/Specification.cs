using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>What a kind does, said once as a plain model, and checked in sequence and, by the operation numbers in the replies, in parallel.</summary>
/// <param name="make">Makes an object.</param>
/// <param name="model">Makes the plain one.</param>
/// <param name="operations">The names of operations that do not wait.</param>
/// <param name="call">Does one on the object, with two small numbers as arguments.</param>
/// <param name="answer">Does one on the model, with the same arguments; the answers are compared, and the names of refusals.</param>
internal sealed class Specification<TContract, TModel>(
    Func<SharedManager, ValueTask<TContract>> make,
    Func<TModel> model,
    string[] operations,
    Func<TContract, string, (int First, int Second), ValueTask<object?>> call,
    Func<TModel, string, (int First, int Second), object?> answer)
    where TContract : class, ISharedObject
{
    /// <summary>Fails if the object answers otherwise than the model.</summary>
    public void Compare(SharedManager manager, int iterations = 150) =>
        Gen.Const(0).Select(_ => (Actual: new Observed<TContract>(make(manager).AsTask().GetAwaiter().GetResult()), Model: new Observed<TModel>(model())))
            .SampleModelBased(
                Gen.Select(Gen.Int[0, operations.Length - 1].Select(place => operations[place]), Gen.Int[-2, 5], Gen.Int[0, 5]).Operation<Observed<TContract>, Observed<TModel>>(
                    (actual, operation) => actual.Saw(CallAsync(actual.Subject, operation.Item1, (operation.Item2, operation.Item3)).GetAwaiter().GetResult()),
                    (model, operation) => model.Saw(answer(model.Subject, operation.Item1, (operation.Item2, operation.Item3)))),
                equal: (actual, model) => actual.Seen.SequenceEqual(model.Seen),
                iter: iterations,
                printActual: actual => string.Join(", ", actual.Seen),
                printModel: model => string.Join(", ", model.Seen));

    /// <summary>What is wrong with what several clients at once were answered; <see langword="null"/> if nothing is.</summary>
    /// <param name="manager">Where.</param>
    /// <param name="seed">What they do.</param>
    /// <param name="count">How many they are. What a single one does and is answered depends on nothing else.</param>
    public async Task<string?> CrowdAsync(SharedManager manager, int seed, int count = 4)
    {
        await using var shared = await make(manager);
        return await CrowdAsync(shared, count, (client, number) => DoSeveralAsync(client, new Random((seed * 4) + number), 120 / count));
    }

    /// <summary>What is wrong with what several clients at once were answered, or with a state that was saved meanwhile; <see langword="null"/> if nothing is.</summary>
    public async Task<string?> SavingCrowdAsync(SharedManager manager, int seed)
    {
        await using var shared = await make(manager);
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<TContract>(shared)).ToArray();
        var activity = Task.WhenAll(clients.Select((client, number) => Task.Run(
            () => DoSeveralAsync(client, new Random((seed * 4) + number), 40),
            TestContext.Current.CancellationToken)));
        var saved = await Saving.WhileAsync(manager, shared, activity, async copy =>
        {
            List<object?> answers = [];
            foreach (var (operation, arguments) in Questions(seed))
            {
                answers.Add(await CallAsync(copy, operation, arguments));
            }

            return string.Join("; ", answers);
        });
        return History.Violation(
            clients.SelectMany(static client => client.Operations).Concat(saved),
            model,
            (model, operation) => operation.Name == Saving.Name
                ? string.Join("; ", Questions(seed).Select(question => answer(model, question.Operation, question.Arguments)))
                : answer(model, operation.Name, ((int, int))operation.Argument!));
    }

    /// <summary>What is wrong with what several clients at once were answered; <see langword="null"/> if nothing is.</summary>
    /// <param name="shared">What they use.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="activity">What each does.</param>
    public async Task<string?> CrowdAsync(TContract shared, int count, Func<Recorder<TContract>, int, Task> activity)
    {
        var clients = Enumerable.Range(0, count).Select(_ => new Recorder<TContract>(shared)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(() => activity(client, number), TestContext.Current.CancellationToken)));
        return Violation(clients);
    }

    /// <summary>What is wrong with what clients were answered; <see langword="null"/> if nothing is.</summary>
    public string? Violation(params IEnumerable<Recorder<TContract>> clients) => History.Violation(
        clients.SelectMany(static client => client.Operations),
        model,
        (model, operation) => answer(model, operation.Name, ((int, int))operation.Argument!));

    /// <summary>One call of one client, written down; a refusal is an answer.</summary>
    public Task<object?> DoAsync(Recorder<TContract> client, string operation, int first = 0, int second = 0) =>
        client.TryAsync(operation, (first, second), proxy => call(proxy, operation, (first, second)).AsTask());

    private async Task DoSeveralAsync(Recorder<TContract> client, Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            // A call that need not wait ends at once: the others are to have their turn between.
            await Task.Yield();
            await DoAsync(client, operations[random.Next(operations.Length)], random.Next(-2, 6), random.Next(6));
        }
    }

    /// <summary>What a restored object is asked: every operation with several arguments, in any order; those that change something change what later ones see.</summary>
    private (string Operation, (int First, int Second) Arguments)[] Questions(int seed)
    {
        var random = new Random(seed);
        var questions = operations.Distinct().SelectMany(operation => Enumerable.Range(0, 4).Select(_ => (operation, (random.Next(-2, 6), random.Next(6))))).ToArray();
        random.Shuffle(questions);
        return questions;
    }

    private Task<object?> CallAsync(TContract shared, string operation, (int First, int Second) arguments) =>
        Refusal.OrAnswerAsync(() => call(shared, operation, arguments).AsTask());

    /// <summary>An object, and all it has answered.</summary>
    private sealed class Observed<T>(T subject)
    {
        public T Subject { get; } = subject;

        public List<object?> Seen { get; } = [];

        public void Saw(object? answer) => Seen.Add(answer);
    }
}
