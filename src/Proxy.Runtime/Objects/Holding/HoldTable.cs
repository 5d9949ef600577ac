using System.Diagnostics.CodeAnalysis;

namespace SharedObjects.Objects.Holding;

/// <summary>
/// What sessions hold of one object, by lease. The one place of the rule that a hold ends once, by its release, by a grant that did not arrive, or with its
/// session, and only by its own session's hand. Used on the object's turn only.
/// </summary>
/// <typeparam name="T">What is held.</typeparam>
/// <param name="timeProvider">Says since when.</param>
/// <param name="settle">Takes back what a session lost or never got; lets nobody have it yet.</param>
/// <param name="afterwards">Lets others move once everything is settled.</param>
internal sealed class HoldTable<T>(TimeProvider timeProvider, Action<Hold<T>, HoldEnd> settle, Action afterwards)
{
    private readonly Dictionary<long, Hold<T>> holds = [];

    public int Count => holds.Count;

    public IEnumerable<Hold<T>> All => holds.Values;

    /// <summary>A call is granted something: its session holds it from now on.</summary>
    /// <param name="call">The call.</param>
    /// <param name="value">What is held.</param>
    /// <param name="hold">The hold.</param>
    /// <returns>False if the caller's session has ended already, so that it must not be granted anything.</returns>
    public bool TryAdd(CallContext call, T value, [NotNullWhen(true)] out Hold<T>? hold)
    {
        var added = new Hold<T>(LeaseNumbers.Next(), value, call.Caller, timeProvider.GetTimestamp());
        try
        {
            added.Registration = call.OnSessionEnd(() => End(added, HoldEnd.Lost), afterwards);
        }
        catch (SessionEndedException)
        {
            hold = null;
            return false;
        }

        holds.Add(added.Lease, added);
        call.UndoIfUndelivered(() => End(added, HoldEnd.Undelivered), afterwards);
        hold = added;
        return true;
    }

    /// <summary>A call gets back what its session held all the time, but could not use for a while.</summary>
    /// <returns>False if the session lost it meanwhile.</returns>
    public bool TryResume(CallContext call, Hold<T> hold)
    {
        // Should the session end after this was asked, its end settles the hold, as it would have all the time.
        if (call.HasSessionEnded || !holds.ContainsKey(hold.Lease))
        {
            return false;
        }

        hold.Since = timeProvider.GetTimestamp();
        call.UndoIfUndelivered(() => End(hold, HoldEnd.Undelivered), afterwards);
        return true;
    }

    /// <summary>What the calling session holds under a lease.</summary>
    /// <exception cref="LeaseNotHeldException">It holds no such lease.</exception>
    public Hold<T> Find(long lease) => holds.TryGetValue(lease, out var hold) && hold.Owner?.Session == CallContext.Current.Caller?.Session
        ? hold
        : throw NotHeld(lease);

    /// <summary>The calling session gives a lease back; nobody is woken yet.</summary>
    /// <exception cref="LeaseNotHeldException">It holds no such lease.</exception>
    public Hold<T> Remove(long lease)
    {
        var hold = Find(lease);
        Forget(hold);
        return hold;
    }

    /// <summary>Takes a hold away, whoever has it; nobody is woken yet.</summary>
    public void Forget(Hold<T> hold)
    {
        holds.Remove(hold.Lease);
        hold.Registration?.Dispose();
    }

    /// <summary>How long something has been held.</summary>
    public TimeSpan Age(Hold<T> hold) => timeProvider.GetElapsedTime(hold.Since);

    /// <summary>The error of one that uses a lease it does not hold.</summary>
    public static LeaseNotHeldException NotHeld(long lease) =>
        new($"Lease {lease} is not held: it was released, has expired, was lost with its session, or is another session's.");

    private void End(Hold<T> hold, HoldEnd end)
    {
        if (holds.Remove(hold.Lease))
        {
            hold.Registration?.Dispose();
            settle(hold, end);
        }
    }
}
