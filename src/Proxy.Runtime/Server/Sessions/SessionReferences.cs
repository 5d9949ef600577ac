using SharedObjects.Calls;
using SharedObjects.Calls.Frames;
using SharedObjects.Server.Objects;

namespace SharedObjects.Server.Sessions;

/// <summary>The shared objects that pass a session's border, in its calls and in their replies.</summary>
/// <param name="session">Whose border it is.</param>
/// <param name="isManagers">Whether it is the manager's own, in which its objects call each other.</param>
internal sealed class SessionReferences(Session session, bool isManagers)
{
    /// <summary>What a call refers to, its client must hold; its object may keep it.</summary>
    /// <exception cref="ObjectNotFoundException">The client does not hold it, or it lives in another manager.</exception>
    public void Resolve(CallFrame call)
    {
        var slots = call.References;
        for (var i = 0; i < slots.Count; i++)
        {
            var (reference, handle) = slots[i];
            if (handle is LocalHandle)
            {
                continue;
            }

            if (reference.Home != session.Manager.Home)
            {
                throw Foreign(reference);
            }

            var entry = session.Find(reference.Id);
            slots[i] = new ReferenceSlot(entry.Reference, session.Manager.StoredHandleOf(entry));
        }
    }

    /// <summary>The objects in a result become the client's to hold; if one cannot, none does.</summary>
    public void HandOver(ReplyFrame reply)
    {
        var slots = reply.References;
        if (isManagers)
        {
            // What a referent is handed by another object is stored in the manager like any argument: the garbage collector sees it.
            foreach (var slot in slots)
            {
                if (slot.Handle is LocalHandle handle)
                {
                    handle.Entry.MarkStored();
                    handle.HandedOver();
                }
            }

            return;
        }

        var held = 0;
        SharedObjectException? failure = null;
        try
        {
            for (; held < slots.Count; held++)
            {
                session.Hold(slots[held].Handle is LocalHandle handle ? handle.Entry : throw Foreign(slots[held].Reference));
            }
        }
        catch (SharedObjectException exception)
        {
            failure = exception;
            while (--held >= 0 && !session.HasEnded)
            {
                session.Release(slots[held].Reference.Id, 1);
            }
        }

        foreach (var slot in slots)
        {
            (slot.Handle as LocalHandle)?.HandedOver();
        }

        if (failure is not null)
        {
            session.Replies.Fail(reply, failure);
        }
    }

    private static ObjectNotFoundException Foreign(ObjectReference reference) =>
        new($"{reference.Contract}#{reference.Id} lives in another manager; this one cannot keep it or hand it out.");
}
