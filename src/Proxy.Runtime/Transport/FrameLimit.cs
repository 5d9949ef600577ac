namespace SharedObjects.Transport;

/// <summary>How large a message may be.</summary>
internal static class FrameLimit
{
    /// <summary>Room for large values, and a bound on what one message can make the other side allocate.</summary>
    public const int Default = 64 * 1024 * 1024;

    /// <summary>What a frame needs besides its body: header fields, and a table of references for which there is room in any frame worth sending.</summary>
    private const int HeadLength = 64 * 1024;

    public static int BodyWithin(int maximumFrameLength) => maximumFrameLength - Math.Min(HeadLength, maximumFrameLength / 2);
}
