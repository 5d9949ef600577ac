using SharedObjects.Calls.Encoding;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Calls.Streams;

/// <summary>What a stream needs to know of where it comes from, beyond the call that opened it.</summary>
/// <param name="Referent">The object whose member returned it.</param>
/// <param name="OneAtATime">Whether nothing may go on between two calls, so that an item is only made when it is asked for.</param>
/// <param name="MostBytes">How much fits into a reply.</param>
/// <param name="Serializer">Encodes the items.</param>
/// <param name="Host">Hosts objects among them.</param>
internal readonly record struct StreamHost(object Referent, bool OneAtATime, int MostBytes, ValueSerializer Serializer, IObjectHost? Host);
