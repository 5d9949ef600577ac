using System.Globalization;

namespace SharedObjects.Process.Tests.Workers;

/// <summary>What the victims of these tests do.</summary>
public static class VictimTargets
{
    /// <summary>Takes one item after the other and says each.</summary>
    [WorkerTarget]
    public static async Task RepeatAsync(ISharedQueue<int> items, ISharedQueue<string> report)
    {
        var item = items.GetAsync();
        await report.PutAsync("waits");
        while (true)
        {
            await report.PutAsync((await item).ToString(CultureInfo.InvariantCulture));
            item = items.GetAsync();
        }
    }

    /// <summary>Waits for an object.</summary>
    [WorkerTarget]
    public static Task GetTrackedAsync(ISharedQueue<ITracked> objects, ISharedQueue<string> report) => Victim.WaitsAsync(objects.GetAsync(), report);

    /// <summary>Says how its call ended that waits, whether its session is lost, and how the next one ends.</summary>
    [WorkerTarget]
    public static async Task WakeAsync(ISharedQueue<int> items, ISharedQueue<string> report)
    {
        var waiting = items.GetAsync();

        // Its answer comes after the other call has been begun.
        _ = items.Count;
        await report.PutAsync("waits");
        await report.PutAsync(await OutcomeAsync(waiting));
        await report.PutAsync($"lost: {items.Lost.IsCancellationRequested}");
        await report.PutAsync(await OutcomeAsync(items.GetAsync()));
        await Victim.ForEverAsync();
    }

    private static async Task<string> OutcomeAsync(ValueTask<int> call)
    {
        try
        {
            return (await call).ToString(CultureInfo.InvariantCulture);
        }
        catch (SharedObjectException exception)
        {
            return exception.GetType().Name;
        }
    }
}
