namespace SharedObjects.Calls.Frames;

/// <summary>An object a frame refers to: as it stands on the wire, and, once resolved, the hold on it that keeps it alive while the frame is under way.</summary>
internal readonly record struct ReferenceSlot(ObjectReference Reference, ObjectHandle? Handle);
