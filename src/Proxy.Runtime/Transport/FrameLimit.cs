using SharedObjects.Calls;

namespace SharedObjects.Transport;

/// <summary>How large a message may be.</summary>
internal static class FrameLimit
{
    /// <summary>Room for large values, and a bound on what one message can make the other side allocate.</summary>
    public const int Default = 64 * 1024 * 1024;

    /// <summary>Less leaves no room for a fault with its text.</summary>
    public const int Least = 4 * 1024;

    /// <summary>What a frame needs besides its body: header fields, and a table of references for which there is room in any frame worth sending.</summary>
    private const int HeadLength = 64 * 1024;

    /// <summary>More than any characters of a reference's names take, and more than its numbers do.</summary>
    private const int CharacterLength = 3;
    private const int ReferenceLength = 64;

    public static int BodyWithin(int maximumFrameLength) => maximumFrameLength - Math.Min(HeadLength, maximumFrameLength / 2);

    /// <summary>What counts against <see cref="BodyWithin"/>: the body, and at most what the table of references takes.</summary>
    public static long LengthOf(Frame frame)
    {
        long length = frame.Body.Length;
        foreach (var slot in frame.References)
        {
            length += ReferenceLength + (CharacterLength * (slot.Reference.Contract.Length + slot.Reference.Elements.Length));
        }

        return length;
    }
}
