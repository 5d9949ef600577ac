namespace SharedObjects.Generator.Model;

/// <summary>How a member gives its result back.</summary>
internal enum ResultShape
{
    Void,
    Value,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,
    Stream,
}
