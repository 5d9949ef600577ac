namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>
/// Many wait for and notify one condition in parallel. All of it happens under the lock, so the fencing tokens are the order, and played in that order on a plain
/// line of waiters every step must be possible. Mutants show that the checks can fail.
/// </summary>
public sealed class ConditionSpecs
{
    private const int Hang = 60_000;

    [Fact(Timeout = Hang)]
    public async Task As_many_wake_as_were_notified_and_in_turn()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(Violation(await CrowdAsync(manager, seed)));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Over_a_connection_too()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Found.Nothing(Violation(await CrowdAsync(manager, seed: 1)));
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(FlawedCondition.Flaw.LosesAWake))]
    [InlineData(nameof(FlawedCondition.Flaw.WakesAll))]
    [InlineData(nameof(FlawedCondition.Flaw.ComesBackWithItsOldToken))]
    public async Task A_condition_that_wakes_otherwise_is_found_out(string flaw)
    {
        await using var manager = SharedManager.StartInProcess(manager => manager.Register<ISharedCondition>(() => new FlawedCondition(Enum.Parse<FlawedCondition.Flaw>(flaw))));
        await Found.SomethingAsync(async seed => Violation(await CrowdAsync(manager, seed)));
    }

    private static string? Violation(Step[] steps)
    {
        List<int> waiting = [];
        List<int> woken = [];
        var owners = steps.GroupBy(static step => step.Token).Where(static group => group.Select(static step => step.Client).Distinct().Count() > 1);
        if (owners.FirstOrDefault() is { } owner)
        {
            return $"Several had the lock under token {owner.Key}.";
        }

        foreach (var step in steps.OrderBy(static step => step.Token).ThenBy(static step => step.Number))
        {
            switch (step.Name)
            {
                case "waits":
                    waiting.Add(step.Client);
                    break;
                case "wakes":
                    if (woken.FirstOrDefault(-1) != step.Client)
                    {
                        return $"{step} was not its turn: {string.Join(", ", woken)}.";
                    }

                    woken.RemoveAt(0);
                    break;
                default:
                    var count = Math.Min(step.Count, waiting.Count);
                    if (count != step.Answer)
                    {
                        return $"{step} should have woken {count}.";
                    }

                    woken.AddRange(waiting[..count]);
                    waiting.RemoveRange(0, count);
                    break;
            }
        }

        return waiting.Count + woken.Count > 0 ? "Some never woke." : null;
    }

    /// <summary>Several clients wait and notify at random; in the end one notifies as long as somebody waits.</summary>
    private static async Task<Step[]> CrowdAsync(SharedManager manager, int seed)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var condition = await manager.ConditionAsync(cancellationToken: cancellationToken);
        List<Step>[] steps = [[], [], [], [], [], []];
        var clients = steps[1..].Select((own, number) => Task.Run(
            async () =>
            {
                var random = new Random((seed * steps.Length) + number);
                for (var i = 0; i < 12; i++)
                {
                    await using var lease = await condition.AcquireAsync(cancellationToken);
                    await StepAsync(own, number + 1, lease, random.Next(3) == 0 ? random.Next(1, 4) : 0);
                }
            },
            cancellationToken)).ToArray();
        var all = Task.WhenAll(clients);
        while (!all.IsCompleted)
        {
            await using var lease = await condition.AcquireAsync(cancellationToken);
            if (condition.WaiterCount >= clients.Count(static client => !client.IsCompleted))
            {
                await StepAsync(steps[0], 0, lease, int.MaxValue);
            }
        }

        await all;
        return [.. steps.SelectMany(static own => own)];

        async Task StepAsync(List<Step> own, int client, LockLease lease, int count)
        {
            if (count > 0)
            {
                var token = lease.FencingToken;
                own.Add(new Step(token, own.Count, client, "notifies", count, await condition.NotifyAsync(lease, count, cancellationToken)));
                return;
            }

            own.Add(new Step(lease.FencingToken, own.Count, client, "waits", 0, 0));
            await condition.WaitAsync(lease, cancellationToken);
            own.Add(new Step(lease.FencingToken, own.Count, client, "wakes", 0, 0));
        }
    }

    /// <param name="Token">Under which it was done.</param>
    /// <param name="Number">Counts the steps of a client.</param>
    /// <param name="Client">Who did it.</param>
    /// <param name="Name">What.</param>
    /// <param name="Count">How many were to be woken.</param>
    /// <param name="Answer">How many were.</param>
    private sealed record Step(long Token, int Number, int Client, string Name, int Count, int Answer);
}
