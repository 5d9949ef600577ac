namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>One client that keeps many calls waiting for something of a shared object that leases grant; each is known by its number.</summary>
/// <param name="acquire">Asks for it.</param>
/// <param name="countHeld">How many have it, by what the object says, if none of so many has left.</param>
/// <param name="patience">When what the object says is taken for untrue, in milliseconds.</param>
internal sealed class Line(Func<int, CancellationToken, Task<Lease>> acquire, Func<int, int> countHeld, int patience = 5000)
{
    private readonly List<(int Number, CancellationTokenSource Cancellation, Task<Lease> Lease)> places = [];
    private int count;

    /// <summary>Who has it, and the fencing token of each.</summary>
    public (int Number, long Token)[] Held =>
        [.. Settled().Select(static place => (place.Number, place.Lease.Result is LockLease lease ? lease.FencingToken : 0))];

    public void Acquire(int request)
    {
        var cancellation = new CancellationTokenSource();
        places.Add((count++, cancellation, acquire(request, cancellation.Token)));
    }

    /// <summary>One of those who have it gives it back.</summary>
    public void Release(int which)
    {
        if (Settled() is { Length: > 0 } held)
        {
            var place = held[which % held.Length];
            places.Remove(place);
            place.Lease.Result.ReleaseAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>One of those who wait gives up.</summary>
    public void Cancel(int which)
    {
        var held = Settled();
        if (places.Except(held).ToArray() is { Length: > 0 } waiting)
        {
            var place = waiting[which % waiting.Length];
            places.Remove(place);
            place.Cancellation.Cancel();
            Assert.True(SpinWait.SpinUntil(() => place.Lease.IsCompleted, patience) && place.Lease.IsCanceled, "A wait did not end when it was cancelled.");
        }
    }

    /// <summary>Who has it: as many as the object says, once they all know.</summary>
    private (int Number, CancellationTokenSource Cancellation, Task<Lease> Lease)[] Settled()
    {
        var expected = countHeld(places.Count);
        SpinWait.SpinUntil(() => places.Count(static place => place.Lease.IsCompleted) >= expected, patience);
        return [.. places.Where(static place => place.Lease.IsCompletedSuccessfully)];
    }
}
