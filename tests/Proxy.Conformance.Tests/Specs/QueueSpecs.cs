using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The queue against a plain one: in sequence, and, by the operation numbers in its replies, in parallel. Mutants show that the checks can fail.</summary>
public sealed class QueueSpecs
{
    private const int Hang = 60_000;

    private static readonly Action<ManagerBuilder> Real = static _ => { };
    private static readonly Action<ManagerBuilder> Stack = static manager =>
        manager.RegisterFactory<ISharedQueue<Payload>, int?>(static capacity => new StackReferent<Payload>(capacity));

    private static readonly Action<ManagerBuilder> EarlyStamp = static manager =>
        manager.RegisterFactory<ISharedQueue<Payload>, int?>(static capacity => new EarlyStampReferent<Payload>(capacity));

    [Fact(Timeout = Hang)]
    public async Task A_shared_queue_does_what_a_plain_one_does()
    {
        await using var manager = SharedManager.StartInProcess(Real);
        CompareWithModel(manager);
    }

    [Fact(Timeout = Hang)]
    public async Task A_queue_that_gives_the_latest_item_first_is_found_out_in_sequence()
    {
        await using var manager = SharedManager.StartInProcess(Stack);
        Assert.ThrowsAny<Exception>(() => CompareWithModel(manager));
    }

    [Theory(Timeout = Hang)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Parallel_calls_that_do_not_wait_are_linearizable(int? capacity)
    {
        await using var manager = SharedManager.StartInProcess(Real);
        for (var seed = 0; seed < 40; seed++)
        {
            Assert.Null(QueueHistory.Violation(await CrowdAsync(manager, capacity, seed), capacity));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Parallel_calls_that_wait_are_linearizable(int? capacity)
    {
        await using var manager = SharedManager.StartInProcess(Real);
        for (var round = 0; round < 20; round++)
        {
            Assert.Null(QueueHistory.Violation(await ExchangeAsync(manager, capacity), capacity));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Calls_over_a_connection_are_linearizable()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(QueueHistory.Violation(await CrowdAsync(manager, 2, seed: 1), 2));
        Assert.Null(QueueHistory.Violation(await ExchangeAsync(manager, 2), 2));
    }

    [Fact(Timeout = Hang)]
    public async Task A_queue_that_gives_the_latest_item_first_is_found_out_in_parallel()
    {
        await using var manager = SharedManager.StartInProcess(Stack);
        Assert.NotNull(QueueHistory.Violation(await CrowdAsync(manager, null, seed: 1), null));
    }

    [Fact(Timeout = Hang)]
    public async Task Numbers_that_do_not_say_when_a_call_took_effect_are_found_out()
    {
        await using var manager = SharedManager.StartInProcess(EarlyStamp);
        var cancellationToken = TestContext.Current.CancellationToken;
        var queue = await manager.QueueAsync<int>(cancellationToken: cancellationToken);
        var (getter, putter) = (new QueueRecorder(queue), new QueueRecorder(queue));
        var get = getter.GetAsync(cancellationToken);
        await putter.PutAsync(1, cancellationToken);
        await get;
        Assert.NotNull(QueueHistory.Violation([.. getter.History, .. putter.History], null));
    }

    [Fact]
    public void A_history_against_real_time_or_with_a_number_twice_is_found_out()
    {
        QueueOperation early = new(true, 1, true, 2, 1, 2);
        QueueOperation late = new(true, 2, true, 1, 3, 4);
        Assert.NotNull(QueueHistory.Violation([early, late], null));
        Assert.Null(QueueHistory.Violation([early, late with { Version = 3 }], null));
        Assert.NotNull(QueueHistory.Violation([early, late with { Version = 2 }], null));
        Assert.NotNull(QueueHistory.Violation([early, late with { Version = 3 }], 1));
    }

    private static void CompareWithModel(SharedManager manager) =>
        Gen.Int[1, 4].Select(capacity => (
                Actual: new Observed<ISharedQueue<int>>(manager.QueueAsync<int>(capacity).AsTask().GetAwaiter().GetResult()),
                Model: new Observed<(Queue<int> Items, int Capacity)>((new(), capacity))))
            .SampleModelBased(
                Gen.Int[0, 99].Operation<Observed<ISharedQueue<int>>, Observed<(Queue<int> Items, int Capacity)>>(
                    (actual, item) => actual.Saw(Result(actual.Subject.TryPutAsync(item))),
                    (model, item) => model.Saw(TryPut(model.Subject, item))),
                Gen.Int[0, 99].Operation<Observed<ISharedQueue<int>>, Observed<(Queue<int> Items, int Capacity)>>(
                    (actual, item) => actual.Saw(DidNotTimeOut(() => actual.Subject.PutAsync(item, TimeSpan.Zero).AsTask())),
                    (model, item) => model.Saw(TryPut(model.Subject, item))),
                Gen.Const(0).Operation<Observed<ISharedQueue<int>>, Observed<(Queue<int> Items, int Capacity)>>(
                    (actual, _) => actual.Saw(Result(actual.Subject.TryGetAsync())),
                    (model, _) => model.Saw((model.Subject.Items.TryDequeue(out var item), item))),
                equal: (actual, model) => actual.Seen.SequenceEqual(model.Seen)
                    && actual.Subject.Count == model.Subject.Items.Count
                    && actual.Subject.Capacity == model.Subject.Capacity,
                iter: 300,
                printActual: actual => string.Join(", ", actual.Seen),
                printModel: model => string.Join(", ", model.Seen));

    private static bool TryPut((Queue<int> Items, int Capacity) model, int item)
    {
        var hasRoom = model.Items.Count < model.Capacity;
        if (hasRoom)
        {
            model.Items.Enqueue(item);
        }

        return hasRoom;
    }

    private static T Result<T>(ValueTask<T> call) => call.AsTask().GetAwaiter().GetResult();

    private static bool DidNotTimeOut(Func<Task> call)
    {
        try
        {
            call().GetAwaiter().GetResult();
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Several clients put and take at random, none of them waiting.</summary>
    private static async Task<QueueOperation[]> CrowdAsync(SharedManager manager, int? capacity, int seed)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var queue = await manager.QueueAsync<int>(capacity, cancellationToken);
        var clients = Enumerable.Range(0, 4).Select(_ => new QueueRecorder(queue)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 40; i++)
                {
                    await (random.Next(2) == 0 ? client.TryPutAsync((number * 1000) + i, cancellationToken) : client.TryGetAsync(cancellationToken));
                }
            },
            cancellationToken)));
        return [.. clients.SelectMany(client => client.History)];
    }

    /// <summary>As many items are put as are taken, and everybody waits for them.</summary>
    private static async Task<QueueOperation[]> ExchangeAsync(SharedManager manager, int? capacity)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var queue = await manager.QueueAsync<int>(capacity, cancellationToken);
        var clients = Enumerable.Range(0, 8).Select(_ => new QueueRecorder(queue)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await (number % 2 == 0 ? client.PutAsync((number * 1000) + i, cancellationToken) : client.GetAsync(cancellationToken));
                }
            },
            cancellationToken)));
        return [.. clients.SelectMany(client => client.History)];
    }

    /// <summary>A queue, and all it has answered.</summary>
    private sealed class Observed<T>(T subject)
    {
        public T Subject { get; } = subject;

        public List<object> Seen { get; } = [];

        public void Saw(object answer) => Seen.Add(answer);
    }
}
