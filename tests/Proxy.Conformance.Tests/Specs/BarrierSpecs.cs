using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The barrier against a plain one: in sequence, and, by the operation numbers in its replies, in parallel. Mutants show that the checks can fail.</summary>
public sealed class BarrierSpecs
{
    private const int Hang = 60_000;
    private const int Participants = 3;

    [Fact(Timeout = Hang)]
    public async Task A_shared_barrier_does_what_a_plain_one_does()
    {
        await using var manager = SharedManager.StartInProcess();
        Compare(manager);
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedBarrier.Flaw.OneIsEnoughLess))]
    [InlineData(nameof(FlawedBarrier.Flaw.OneIndexForAll))]
    [InlineData(nameof(FlawedBarrier.Flaw.CancelledStaysInside))]
    [InlineData(nameof(FlawedBarrier.Flaw.ResetForgetsWaiters))]
    public async Task A_barrier_that_does_something_else_is_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        Assert.ThrowsAny<Exception>(() => Compare(manager));
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_each_phase_all_pass_and_nobody_twice(bool acts)
    {
        await using var manager = SharedManager.StartInProcess();
        Found.Nothing(Violation(await CrowdAsync(manager, acts, Participants)));
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedBarrier.Flaw.OneIsEnoughLess), Participants - 1)]
    [InlineData(nameof(FlawedBarrier.Flaw.OneIndexForAll), Participants)]
    public async Task Phases_that_not_all_pass_are_found_out(string flaw, int clients)
    {
        await using var manager = Flawed(flaw);
        Assert.NotNull(Violation(await CrowdAsync(manager, acts: false, clients)));
    }

    [Fact(Timeout = Hang)]
    public async Task Whoever_is_refused_came_to_a_broken_barrier_or_waited_when_it_broke()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(await BreakingAsync(manager, seed));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(await BreakingAsync(manager, seed, saves: true));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedBarrier.Flaw.RefusesTheLast))]
    [InlineData(nameof(FlawedBarrier.Flaw.LetsPassWhenBroken))]
    public async Task A_barrier_that_refuses_otherwise_is_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        await Found.SomethingAsync(seed => BreakingAsync(manager, seed));
    }

    private static SharedManager Flawed(string flaw) => SharedManager.StartInProcess(manager =>
        manager.RegisterFactory<ISharedBarrier, int>(count => new FlawedBarrier(count, Enum.Parse<FlawedBarrier.Flaw>(flaw))));

    private static void Compare(SharedManager manager) => Gen.Const(0)
        .Select(_ => (new Crowd(manager.BarrierAsync(Participants, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult()), new Model()))
        .SampleModelBased(
            Gen.Const(0).Operation<Crowd, Model>(static (crowd, _) => crowd.Arrive(), static (model, _) => model.Arrive()),
            Gen.Const(0).Operation<Crowd, Model>(static (crowd, _) => crowd.Arrive(), static (model, _) => model.Arrive()),
            Gen.Const(0).Operation<Crowd, Model>(static (crowd, _) => crowd.Cancel(), static (model, _) => model.Cancel()),
            Gen.Bool.Operation<Crowd, Model>(static (crowd, reset) => crowd.End(reset), static (model, reset) => model.End(reset)),
            equal: static (crowd, model) => crowd.Outcomes.SequenceEqual(model.Outcomes)
                && (crowd.Barrier.IsBroken, crowd.Barrier.CurrentPhaseNumber, crowd.Barrier.ParticipantsRemaining) == (model.IsBroken, model.Phase, model.Remaining),
            iter: 150,
            threads: 1,
            printActual: static crowd => string.Join(", ", crowd.Outcomes),
            printModel: static model => string.Join(", ", model.Outcomes));

    private static string? Violation((int Client, Operation Operation)[] history)
    {
        if (History.Violation(history.Select(static entry => entry.Operation), 0, static (_, operation) => operation.Answer) is { } violation)
        {
            return violation;
        }

        foreach (var phase in history.OrderBy(static entry => entry.Operation.Version).Chunk(Participants))
        {
            if (!phase.Select(static entry => (int)entry.Operation.Answer!).Order().SequenceEqual(Enumerable.Range(0, Participants)))
            {
                return $"The indexes of a phase: {string.Join(", ", phase.Select(static entry => entry.Operation.Answer))}";
            }

            if (phase.Select(static entry => entry.Client).Distinct().Count() != Participants)
            {
                return "One passed twice in a phase.";
            }
        }

        return null;
    }

    private static async Task<(int Client, Operation Operation)[]> CrowdAsync(SharedManager manager, bool acts, int count)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var barrier = await manager.BarrierAsync(Participants, cancellationToken);
        var clients = Enumerable.Range(0, count).Select(_ => new Recorder<ISharedBarrier>(barrier)).ToArray();
        await Task.WhenAll(clients.Select(client => Task.Run(
            async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await client.CallAsync("pass", null, async shared =>
                    {
                        var (index, action) = await shared.ArriveAsync(acts, Timeout.InfiniteTimeSpan, cancellationToken);
                        if (action != 0)
                        {
                            await barrier.CompletePhaseAsync(action, succeeded: true);
                        }

                        return index;
                    });
                }
            },
            cancellationToken)));
        return [.. clients.SelectMany((client, number) => client.Operations.Select(operation => (number, operation)))];
    }

    /// <summary>Several arrive again and again, while one breaks the barrier and mends it, and takes places at it and leaves them; what is wrong with their answers.</summary>
    private static async Task<string?> BreakingAsync(SharedManager manager, int seed, bool saves = false)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var barrier = await manager.BarrierAsync(Participants, cancellationToken);
        var clients = Enumerable.Range(0, Participants + 2).Select(_ => new Recorder<ISharedBarrier>(barrier)).ToArray();
        var arriving = clients[1..].Select(client => Task.Run(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    await client.TryAsync("arrive", null, async shared => (await shared.ArriveAsync(acts: false, Timeout.InfiniteTimeSpan, cancellationToken)).Index, waits: true);
                }
            },
            cancellationToken)).ToArray();
        var saving = saves
            ? Saving.WhileAsync(manager, barrier, Task.WhenAll(arriving), static copy => Task.FromResult<object?>((copy.CurrentPhaseNumber, copy.IsBroken)))
            : Task.FromResult<Operation[]>([]);
        var random = new Random(seed);
        Stack<long> members = new([-1L]);
        for (var i = 0; !Array.TrueForAll(arriving, static task => task.IsCompleted); i++)
        {
            switch (random.Next(7))
            {
                case 0 or 1:
                    await clients[0].TryAsync("break", null, shared => DoneAsync(shared.BreakAsync(cancellationToken)));
                    break;
                case 2 or 3:
                    await clients[0].TryAsync("reset", null, shared => DoneAsync(shared.ResetAsync(cancellationToken)));
                    break;
                case 4:
                    await clients[0].TryAsync("is broken", null, shared => Task.FromResult(shared.IsBroken));
                    break;
                case 5:
                    if (await clients[0].TryAsync("enrol", null, shared => shared.EnrolAsync(cancellationToken).AsTask()) is long member)
                    {
                        members.Push(member);
                    }

                    break;
                default:
                    var leaving = members.Count > 1 ? members.Pop() : members.Peek();
                    await clients[0].TryAsync("leave", leaving, shared => DoneAsync(shared.ReleaseLeaseAsync(leaving, abandoned: false)));
                    break;
            }

            await Task.Yield();
        }

        await Task.WhenAll(arriving);
        return History.Violation(clients.SelectMany(static client => client.Operations).Concat(await saving), static () => new BreakingModel(Participants), static (model, operation) => model.Do(operation));

        static async Task<bool> DoneAsync(ValueTask call)
        {
            await call;
            return true;
        }
    }

    /// <summary>Those who come to a real barrier.</summary>
    private sealed class Crowd(ISharedBarrier barrier)
    {
        private readonly List<(CancellationTokenSource Cancellation, Task<int> Wait)> arrivals = [];

        public ISharedBarrier Barrier => barrier;

        public string[] Outcomes
        {
            get
            {
                var waiting = barrier.ParticipantCount - barrier.ParticipantsRemaining;
                SpinWait.SpinUntil(() => arrivals.Count(static arrival => !arrival.Wait.IsCompleted) <= waiting, TimeSpan.FromSeconds(5));
                return [.. arrivals.Select(static arrival => arrival.Wait switch
                {
                    { IsCompletedSuccessfully: true } wait => $"{wait.Result}",
                    { IsCanceled: true } => "cancelled",
                    { IsFaulted: true } wait => wait.Exception.InnerException!.GetType().Name,
                    _ => "waits",
                })];
            }
        }

        public void Arrive()
        {
            var cancellation = new CancellationTokenSource();
            arrivals.Add((cancellation, barrier.SignalAndWaitAsync(cancellation.Token).AsTask()));
        }

        public void Cancel()
        {
            if (Array.LastIndexOf(Outcomes, "waits") is var last and >= 0)
            {
                arrivals[last].Cancellation.Cancel();
                SpinWait.SpinUntil(() => arrivals[last].Wait.IsCompleted, TimeSpan.FromSeconds(5));
            }
        }

        public void End(bool reset) => (reset ? barrier.ResetAsync().AsTask() : barrier.BreakAsync().AsTask()).GetAwaiter().GetResult();
    }

    /// <summary>What should become of them.</summary>
    private sealed class Model
    {
        public List<string> Outcomes { get; } = [];

        public bool IsBroken { get; private set; }

        public long Phase { get; private set; }

        public int Remaining => Participants - Outcomes.Count(static outcome => outcome == "waits");

        public void Arrive()
        {
            Outcomes.Add(IsBroken ? nameof(BrokenBarrierException) : "waits");
            if (Remaining == 0)
            {
                for (var index = 0; index < Participants; index++)
                {
                    Outcomes[Outcomes.IndexOf("waits")] = $"{index}";
                }

                Phase++;
            }
        }

        public void Cancel()
        {
            if (Outcomes.LastIndexOf("waits") is var last and >= 0)
            {
                Outcomes[last] = "cancelled";
                End(reset: false);
            }
        }

        public void End(bool reset)
        {
            for (var i = 0; i < Outcomes.Count; i++)
            {
                Outcomes[i] = Outcomes[i] == "waits" ? nameof(BrokenBarrierException) : Outcomes[i];
            }

            IsBroken = !reset;
        }
    }
}
