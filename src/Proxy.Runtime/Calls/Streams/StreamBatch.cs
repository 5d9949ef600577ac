using SharedObjects.Calls.Encoding;

namespace SharedObjects.Calls.Streams;

/// <summary>Some items of a stream, encoded one after the other; only whoever knows their type reads them.</summary>
/// <param name="Items">The items, with the objects they refer to.</param>
/// <param name="HasMore">Whether to ask for another batch: there is more, or how the stream failed.</param>
/// <param name="Serializer">Decodes them where they have arrived.</param>
internal sealed record StreamBatch(Payload Items, bool HasMore, ValueSerializer Serializer)
{
    /// <summary>How many items one batch has at most.</summary>
    public const int MostItems = 256;

    /// <summary>How many bytes one batch has at most, unless a single item has more.</summary>
    public const int MostBytes = 64 * 1024;
}
