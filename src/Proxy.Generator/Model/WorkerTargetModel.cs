namespace SharedObjects.Generator.Model;

/// <param name="Name">Declaring type, method and number of arguments.</param>
/// <param name="Method">The method, qualified.</param>
/// <param name="Codecs">The codec of each argument.</param>
/// <param name="TakesToken">Whether a cancellation token follows the arguments.</param>
/// <param name="Shape">How it returns.</param>
internal sealed record WorkerTargetModel(string Name, string Method, EquatableArray<string> Codecs, bool TakesToken, ResultShape Shape);
