using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The semaphore against a plain line, and its permits counted in parallel. Mutants show that the checks can fail.</summary>
public sealed class SemaphoreSpecs
{
    private const int Hang = 60_000;
    private const int Permits = 3;

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

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedSemaphore.Flaw.LosesAPermit))]
    [InlineData(nameof(FlawedSemaphore.Flaw.InventsAPermit))]
    [InlineData(nameof(FlawedSemaphore.Flaw.ForgetsTheLeased))]
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

    private static string? Violation(Operation[] history)
    {
        Dictionary<long, int> leased = [];
        var permits = Permits;
        return History.Violation(history, 0, (_, operation) =>
        {
            switch (operation.Name)
            {
                case "enter":
                    var lease = (long)operation.Answer!;
                    var count = (int)operation.Argument!;
                    if (permits < count)
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
                    permits += leased.Remove((long)operation.Argument!, out var returned) ? returned : 100;
                    return true;
                default:
                    permits++;
                    return permits - 1;
            }
        }) ?? (permits == Permits + history.Count(static operation => operation.Name == "add") ? null : $"{permits} permits are left.");
    }

    /// <summary>Several clients take and give back at random, some without waiting, and each adds a permit in the end.</summary>
    private static async Task<Operation[]> CrowdAsync(SharedManager manager, int seed, bool waits)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var semaphore = await manager.SemaphoreAsync(Permits, cancellationToken: cancellationToken);
        var clients = Enumerable.Range(0, 4).Select(_ => new Recorder<ISharedSemaphore>(semaphore)).ToArray();
        await Task.WhenAll(clients.Select((client, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * clients.Length) + number);
                for (var i = 0; i < 20; i++)
                {
                    var count = random.Next(1, Permits + 1);
                    var patience = waits && random.Next(4) == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
                    var lease = await client.CallAsync("enter", count, shared => shared.EnterAsync(count, patience, cancellationToken).AsTask());
                    if (lease != 0)
                    {
                        await Task.Yield();
                        await client.CallAsync("leave", lease, async shared =>
                        {
                            await shared.ReleaseLeaseAsync(lease, abandoned: false);
                            return true;
                        });
                    }
                }

                await client.CallAsync("add", null, shared => shared.ReleaseAsync(1, cancellationToken).AsTask());
            },
            cancellationToken)));
        var history = clients.SelectMany(client => client.Operations).ToArray();
        var left = new Recorder<ISharedSemaphore>(semaphore);
        await left.CallAsync("add", null, shared => shared.ReleaseAsync(1, cancellationToken).AsTask());
        return [.. history, .. left.Operations];
    }
}
