namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The queue against a plain one: in sequence, and, by the operation numbers in its replies, in parallel. Mutants show that the checks can fail.</summary>
public sealed class QueueSpecs
{
    private const int Hang = 60_000;

    private static readonly string[] Steps =
        ["put", "put", "put", "putMany", "get", "getMany", "peek", "receive", "receive", "complete", "abandon", "abandon", "done", "clear", "deadLetter", "requeue", "shutDown"];

    private static readonly string[] CrowdSteps =
        ["put", "put", "put", "get", "putMany", "getMany", "receive", "complete", "again", "abandon", "deadLetter", "requeue", "done", "clear"];

    /// <summary>What a restored queue is asked; items may be twice in it then, so leases are not ended by their items.</summary>
    private const int Seed = 1;
    private static readonly string[] Questions = ["put", "putMany", "get", "getMany", "peek", "receive", "deadLetter", "requeue", "done", "clear", "shutDown"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Mutants => [.. QueueMutants.All.Keys];

    [Fact(Timeout = Hang)]
    public async Task A_shared_queue_does_what_a_plain_one_does()
    {
        await using var manager = SharedManager.StartInProcess();
        CompareWithModel(manager);
    }

    [Theory(Timeout = Hang)]
    [MemberData(nameof(Mutants))]
    public async Task A_queue_that_is_wrong_is_found_out_in_sequence(string mutant)
    {
        await using var manager = Mutant(QueueMutants.All[mutant]);
        Assert.ThrowsAny<Exception>(() => CompareWithModel(manager));
    }

    [Theory(Timeout = Hang)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Parallel_calls_that_do_not_wait_are_linearizable(int? capacity)
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 15; seed++)
        {
            Found.Nothing(Violation(await CrowdAsync(manager, capacity, seed), capacity));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(null)]
    [InlineData(3)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then(int? capacity)
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 6; seed++)
        {
            Found.Nothing(Violation(await CrowdAsync(manager, capacity, seed, saves: true), capacity));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Parallel_calls_that_wait_are_linearizable(int? capacity)
    {
        await using var manager = SharedManager.StartInProcess();
        for (var round = 0; round < 10; round++)
        {
            Found.Nothing(Violation(await ExchangeAsync(manager, capacity), capacity));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    public async Task Parallel_calls_that_wait_when_it_is_shut_down_are_refused_then_and_not_before(int capacity, int seed)
    {
        await using var manager = SharedManager.StartInProcess();
        for (var round = 0; round < 5; round++)
        {
            Found.Nothing(Violation(await EndAsync(manager, capacity, seed), capacity));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task A_queue_that_refuses_what_would_have_to_wait_is_found_out()
    {
        await using var manager = Mutant(static options => new QueueMutants.Impatient(options));
        await Found.SomethingAsync(async seed => Violation(await EndAsync(manager, 1, seed), 1));
    }

    [Fact(Timeout = Hang)]
    public async Task Calls_over_a_connection_are_linearizable()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        Found.Nothing(Violation(await CrowdAsync(manager, 2, seed: 1), 2));
        Found.Nothing(Violation(await ExchangeAsync(manager, 2), 2));
    }

    [Theory(Timeout = Hang)]
    [InlineData("latest first")]
    [InlineData("requeue at the tail")]
    [InlineData("delivery count not incremented")]
    [InlineData("one item too many")]
    [InlineData("done too often")]
    [InlineData("shut down at once")]
    [InlineData("shut down keeps items")]
    public async Task A_queue_that_is_wrong_is_found_out_in_parallel(string mutant)
    {
        await using var manager = Mutant(QueueMutants.All[mutant]);
        await Found.SomethingAsync(async seed => Violation(await CrowdAsync(manager, 4, seed), 4));
    }

    [Fact(Timeout = Hang)]
    public async Task Numbers_that_do_not_say_when_a_call_took_effect_are_found_out()
    {
        await using var manager = Mutant(static options => new QueueMutants.EarlyStamp(options));
        var queue = await manager.QueueAsync<int>(cancellationToken: Token);
        var (getter, putter) = (new Recorder<ISharedQueue<int>>(queue), new Recorder<ISharedQueue<int>>(queue));
        var get = GetAsync(getter);
        await PutAsync(putter, 1);
        await get;
        Assert.NotNull(Violation([.. getter.Operations, .. putter.Operations], null));
    }

    [Fact]
    public void A_history_against_real_time_or_with_a_number_twice_is_found_out()
    {
        Operation early = new("put", 1L, "True", 2, 1, 2);
        Operation late = new("put", 2L, "True", 1, 3, 4);
        Assert.NotNull(Violation([early, late], null));
        Found.Nothing(Violation([early, late with { Version = 3 }], null));
        Assert.NotNull(Violation([early, late with { Version = 2 }], null));
        Assert.NotNull(Violation([early, late with { Version = 3 }], 1));
    }

    [Fact]
    public void A_refusal_that_comes_too_early_or_too_late_is_found_out()
    {
        Operation put = new("put", 1L, "True", 1, 1, 2);
        Operation shutDown = new("shutDown", 1L, "True", 2, 3, 6);
        Operation refused = new("put", 2L, nameof(QueueShutDownException), 2, 4, 5, OperationKind.Refused);
        Found.Nothing(Violation([put, shutDown, refused], null));
        Assert.NotNull(Violation([put, shutDown, refused with { Version = 1 }], null));
        Assert.NotNull(Violation([put, shutDown, refused with { Answer = nameof(ArgumentException) }], null));
        Assert.NotNull(Violation([put, shutDown, refused with { Began = 7, Ended = 8 }, new("peek", 0L, "1", 3, 9, 10), refused with { Version = 3, Began = 7, Ended = 8 }], null));

        // One that may have waited was refused at some time until then; one that says nothing, at any time it was under way.
        var late = refused with { Kind = OperationKind.RefusedByThen };
        Found.Nothing(Violation([put, shutDown, late], null));
        Assert.NotNull(Violation([put, shutDown, late with { Version = 1 }], null));
        Found.Nothing(Violation([put, shutDown, refused with { Version = 0 }], null));
        Assert.NotNull(Violation([put, shutDown with { Began = 6, Ended = 7 }, refused with { Version = 0 }], null));
    }

    private static SharedManager Mutant(Func<QueueOptions, ISharedQueue<Payload>> make) => SharedManager.StartInProcess(manager =>
        manager.RegisterFactory<ISharedQueue<Payload>, (int, int, long)>(argument => make(QueueOptions.Of(argument))));

    private static string? Violation(IEnumerable<Operation> history, int? capacity) => History.Violation(
        history,
        () => new BufferModel(capacity, BufferModel.First),
        static (model, operation) => operation.Name == Saving.Name ? model.Ask(Questions, Seed) : model.Do(operation.Name, (long)operation.Argument!));

    private static void CompareWithModel(SharedManager manager) => Comparison.Run(
        Steps,
        capacity =>
        {
            var queue = manager.QueueAsync<int>(OptionsOf(capacity)).AsTask().GetAwaiter().GetResult();
            var leases = new List<QueueLease<int>>();
            return (step, argument) => QueueSteps.DoAsync(queue, step, argument, leases);
        },
        BufferModel.First);

    private static QueueOptions OptionsOf(int? capacity) => new() { Capacity = capacity, MaximumDeliveryCount = BufferModel.MaximumDeliveryCount };

    private static Task<string> PutAsync(Recorder<ISharedQueue<int>> client, long item) => client.CallAsync("put", item, async queue =>
    {
        await queue.PutAsync((int)item, Token);
        return "True";
    }, waits: true);

    private static Task<string> GetAsync(Recorder<ISharedQueue<int>> client) => client.CallAsync("get", 0L, async queue => $"{await queue.GetAsync(Token)}", waits: true);

    /// <summary>Everybody waits to put or to take, until one has shut it down.</summary>
    private static async Task<Operation[]> EndAsync(SharedManager manager, int capacity, int seed)
    {
        await using var queue = await manager.QueueAsync<int>(OptionsOf(capacity), Token);
        var clients = Enumerable.Range(0, 7).Select(_ => new Recorder<ISharedQueue<int>>(queue)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                object? answer = null;
                for (var i = 0; number == 0 ? i <= 20 : answer is not nameof(QueueShutDownException); i++)
                {
                    long item = (number * 1000) + i;
                    answer = (number, i) switch
                    {
                        (0, 20) => await client.TryAsync("shutDown", (long)seed, queue => QueueSteps.DoAsync(queue, "shutDown", seed, [])),
                        _ when number % 2 == 0 => await Refusal.OrAnswerAsync(() => PutAsync(client, item)),
                        _ => await Refusal.OrAnswerAsync(() => GetAsync(client)),
                    };
                }
            },
            Token)));
        return [.. clients.SelectMany(client => client.Operations)];
    }

    private static async Task ReceiveAsync(Recorder<ISharedQueue<int>> client)
    {
        QueueLease<int>? lease = null;
        await client.CallAsync("receive", 0L, async queue =>
        {
            lease = await queue.ReceiveAsync(Token);
            return $"{lease.DeliveryCount} {lease.Item}";
        });
        await EndAsync(client, "complete", [lease!]);
    }

    private static Task<string> EndAsync(Recorder<ISharedQueue<int>> client, string step, List<QueueLease<int>> leases) =>
        client.CallAsync(step, (long)leases[0].Item, queue => QueueSteps.DoAsync(queue, step, leases[0].Item, leases));

    /// <summary>Several clients put, take and give back at random, none of them waiting; near the end one of them shuts it down.</summary>
    private static async Task<Operation[]> CrowdAsync(SharedManager manager, int? capacity, int seed, bool saves = false)
    {
        await using var queue = await manager.QueueAsync<int>(OptionsOf(capacity), Token);
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<ISharedQueue<int>>(queue)).ToArray();
        var held = Array.ConvertAll(clients, static _ => new List<QueueLease<int>>());
        var count = 0;
        var activity = Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                var leases = held[number];
                var ended = -1L;
                for (var i = 0; i < 40; i++)
                {
                    // A call that need not wait ends at once: the others are to have their turn between.
                    await Task.Yield();

                    // A lease ends through the proxy that granted it, so the client's own calls are the ones recorded.
                    var step = Interlocked.Increment(ref count) == 110 ? "shutDown" : CrowdSteps[random.Next(CrowdSteps.Length)];
                    if (step is "complete" or "abandon")
                    {
                        if (leases.Count > 0)
                        {
                            ended = leases[0].Number;
                            await EndAsync(client, step, leases);
                        }

                        continue;
                    }

                    if (step == "again")
                    {
                        await client.TryAsync(step, 0L, async shared =>
                        {
                            await shared.CompleteLeaseAsync(ended);
                            return "True";
                        });
                        continue;
                    }

                    // No item twice, because leases go by their items.
                    var argument = step == "shutDown" ? seed : (number * 999L) + (step == "putMany" ? 300 + (3 * i) + random.Next(1, 3) : i);
                    await client.TryAsync(step, argument, shared => QueueSteps.DoAsync(shared, step, argument, leases));
                }
            },
            Token)));

        Operation[] saved = saves
            ? await Saving.WhileAsync(manager, queue, activity, copy => BufferModel.AskAsync(Questions, Seed, (step, argument) => QueueSteps.DoAsync(copy, step, argument, [])))
            : [];
        await activity;

        // A lease that is collected gives its item back, which nobody would have written down.
        GC.KeepAlive(held);
        return [.. clients.SelectMany(client => client.Operations), .. saved];
    }

    /// <summary>As many items are put as are taken, and everybody waits for them.</summary>
    private static async Task<Operation[]> ExchangeAsync(SharedManager manager, int? capacity)
    {
        await using var queue = await manager.QueueAsync<int>(OptionsOf(capacity), Token);
        var clients = Enumerable.Range(0, 8).Select(_ => new Recorder<ISharedQueue<int>>(queue)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await (number % 2 == 0 ? PutAsync(client, (number * 1000) + i) : number % 4 == 1 ? GetAsync(client) : ReceiveAsync(client));
                }
            },
            Token)));
        return [.. clients.SelectMany(client => client.Operations)];
    }
}
