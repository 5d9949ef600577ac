namespace SharedObjects.Generator.Model;

/// <param name="Name">The class's full name.</param>
/// <param name="Type">The class, qualified.</param>
internal sealed record StartupModel(string Name, string Type);
