using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The semaphore against a plain line, and its permits counted in parallel. Mutants show that the checks can fail.</summary>
public sealed class SemaphoreSpecs
{
    private const int Hang = 60_000;
    private const int Permits = 3;
    private const int Maximum = 5;

    [Fact(Timeout = Hang)]
    public async Task Permits_are_had_in_turn()
    {
        await using var manager = SharedManager.StartInProcess();
        Compare(manager);
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedSemaphore.Flaw.FewOvertakeMany))]
    [InlineData(nameof(FlawedSemaphore.Flaw.LosesAPermit))]
    [InlineData(nameof(FlawedSemaphore.Flaw.InventsAPermit))]
    public async Task Permits_that_are_had_otherwise_are_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        Assert.ThrowsAny<Exception>(() => Compare(manager));
    }

    [Fact(Timeout = Hang)]
    public async Task Parallel_owners_have_no_more_than_there_are()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(Violation(await CrowdAsync(manager, seed, waits: true)));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(Violation(await CrowdAsync(manager, seed, waits: true, saves: true)));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedSemaphore.Flaw.LosesAPermit))]
    [InlineData(nameof(FlawedSemaphore.Flaw.InventsAPermit))]
    [InlineData(nameof(FlawedSemaphore.Flaw.ForgetsTheLeased))]
    [InlineData(nameof(FlawedSemaphore.Flaw.ForgetsTheMaximum))]
    [InlineData(nameof(FlawedSemaphore.Flaw.IsFullBeforeTheMaximum))]
    public async Task Owners_that_have_more_or_less_are_found_out(string flaw)
    {
        await using var manager = Flawed(flaw);
        await Found.SomethingAsync(async seed => Violation(await CrowdAsync(manager, seed, waits: false)));
    }

    private static SharedManager Flawed(string flaw) => SharedManager.StartInProcess(manager => manager.RegisterFactory<ISharedSemaphore, (int Initial, int? Maximum)>(
        counts => new FlawedSemaphore(counts.Initial, counts.Maximum, Enum.Parse<FlawedSemaphore.Flaw>(flaw))));

    private static void Compare(SharedManager manager) => LineSpecs.Compare(
        () =>
        {
            var semaphore = manager.SemaphoreAsync(Permits, cancellationToken: TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            return new Line((count, cancellationToken) => LineSpecs.Lease(semaphore.AcquireAsync(count, cancellationToken)), count => count - semaphore.WaiterCount);
        },
        static () => new LineModel(static (held, request) => held.Sum() + request <= Permits, static (_, _) => 0),
        Gen.Int[1, Permits]);

    private static string? Violation(Operation[] history) =>
        History.Violation(history, static () => new Model(), static (model, operation) => model.Do(operation))
        ?? (history.Count(static operation => operation is { Name: "enter", Answer: long and not 0 }) == history.Count(static operation => operation is { Name: "leave", Answer: true })
            ? null
            : "Not every lease was given back.");

    /// <summary>
    /// Several clients take, give back and add at random, some without waiting. Now and then one gives back what was taken last, which may be another's or back
    /// already; all of them belong to one session.
    /// </summary>
    private static async Task<Operation[]> CrowdAsync(SharedManager manager, int seed, bool waits, bool saves = false)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var semaphore = await manager.SemaphoreAsync(Permits, Maximum, cancellationToken);
        var latest = 0L;
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<ISharedSemaphore>(semaphore)).ToArray();
        var activity = Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 20; i++)
                {
                    var wait = waits && random.Next(4) == 0;
                    var count = random.Next(1, wait ? Permits + 1 : Maximum + 2);
                    var patience = wait ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
                    if (await client.TryAsync("enter", count, shared => shared.EnterAsync(count, patience, cancellationToken).AsTask()) is long lease and not 0)
                    {
                        Volatile.Write(ref latest, lease);
                        await Task.Yield();
                        await LeaveAsync(client, lease);
                    }

                    if (random.Next(4) == 0)
                    {
                        await LeaveAsync(client, Volatile.Read(ref latest));
                    }

                    if (random.Next(8) == 0)
                    {
                        await AddAsync(client);
                    }
                }

                await AddAsync(client);
            },
            cancellationToken)));
        Operation[] saved = saves
            ? await Saving.WhileAsync(manager, semaphore, activity, static copy => Task.FromResult<object?>((copy.CurrentCount, copy.MaximumCount)))
            : [];
        await activity;
        var left = new Recorder<ISharedSemaphore>(semaphore);
        await AddAsync(left);
        return [.. clients.SelectMany(client => client.Operations), .. left.Operations, .. saved];

        static Task LeaveAsync(Recorder<ISharedSemaphore> client, long lease) => client.TryAsync("leave", lease, async shared =>
        {
            await shared.ReleaseLeaseAsync(lease, abandoned: false);
            return true;
        });

        Task AddAsync(Recorder<ISharedSemaphore> client) => client.TryAsync("add", null, shared => shared.ReleaseAsync(1, cancellationToken).AsTask());
    }

    /// <summary>A plain one: how many permits there are, and who has some.</summary>
    private sealed class Model
    {
        private readonly Dictionary<long, int> leased = [];
        private int permits = Permits;

        private int All => permits + leased.Values.Sum();

        public object? Do(Operation operation)
        {
            switch (operation.Name)
            {
                case Saving.Name:
                    // Those who have permits are lost to the restored one.
                    return (All, (int?)Maximum);
                case "enter":
                    var count = (int)operation.Argument!;
                    if (count > Maximum)
                    {
                        return nameof(ArgumentOutOfRangeException);
                    }

                    if (permits < count || operation.Answer is not long lease)
                    {
                        return 0L;
                    }

                    // A try may find others waiting in front of it, for more than there is.
                    if (lease != 0)
                    {
                        permits -= count;
                        leased.Add(lease, count);
                    }

                    return lease;
                case "leave":
                    if (!leased.Remove((long)operation.Argument!, out var returned))
                    {
                        return nameof(LeaseNotHeldException);
                    }

                    permits += returned;
                    return true;
                default:
                    return All == Maximum ? nameof(SemaphoreFullException) : permits++;
            }
        }
    }
}
