namespace SharedObjects.Objects.List;

/// <summary>An item, and the list's revision when it was set.</summary>
internal readonly record struct ListItem<T>(T Value, long Version);
