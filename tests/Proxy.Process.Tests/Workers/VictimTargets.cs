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
}
