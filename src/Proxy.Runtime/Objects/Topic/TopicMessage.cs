namespace SharedObjects;

/// <summary>What a subscriber gets of a topic.</summary>
/// <typeparam name="T">The type of what is published.</typeparam>
/// <param name="Item">What was published.</param>
/// <param name="SequenceNumber">Its number in the topic: 1 for the first, one more for each after it.</param>
/// <param name="Missed">The gap before it: how many items this subscriber lost since its last message, because its buffer was full. 0 if none.</param>
public readonly record struct TopicMessage<T>(T Item, long SequenceNumber, long Missed);
