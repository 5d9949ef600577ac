namespace SharedObjects.Objects.Dictionary;

/// <summary>A key with its value, and the dictionary's revision when that was set.</summary>
internal readonly record struct DictionaryEntry<TKey, TValue>(TKey Key, TValue Value, long Version);
