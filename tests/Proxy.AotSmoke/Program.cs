using SharedObjects;
using Microsoft.Extensions.Logging.Abstractions;
using SharedObjects.AotSmoke;
using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Generated.SharedObjects_AotSmoke;
using SharedObjects.Hosting;
using SharedObjects.Hosting.Manager;
using SharedObjects.Transport;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

// A manager behind its real endpoint and a client that connects to it: socket, handshake, StreamJsonRpc, generated code; no process can be
// started from a program compiled ahead of time.
using var key = ManagerKey.CreateNew();
var bytes = new byte[key.Length];
key.CopyTo(bytes);
await using var server = ManagerHost.Create(
    manager => manager.Register<IGreeter, Greeter>().Register<IShelf<Payload>>(static () => new Shelf<Payload>()),
    TimeProvider.System,
    ValueSerializer.Default,
    NullLogger.Instance);
await using var service = new ManagerService(server, key, FrameLimit.Default, TimeToLive.Default, HandshakeOptions.Default);
await using var session = await ManagerConnection.OpenAsync(
    new ManagerAddress(service.Endpoint, ManagerKey.FromBytes(bytes)),
    ValueSerializer.Default,
    HandshakeOptions.Default,
    CancellationToken.None);

var greeter = Contract.Of<IGreeter>().CreateProxy<IGreeter>(await session.CreateAsync<IGreeter, Payload>(default, CancellationToken.None));
Console.WriteLine(await greeter.GreetAsync("ahead of time", CancellationToken.None));
Console.WriteLine(string.Join('|', await greeter.GreetAllAsync([greeter, greeter], 2).ToListAsync()));

var shelf = new ShelfProxy<string>(await session.CreateAsync<IShelf<string>, Payload>(default, CancellationToken.None));
await shelf.AddAsync(new Book<string>("Ulysses", 1922));
await foreach (var (book, _, _, _, place) in shelf.AllAsync())
{
    Console.WriteLine($"{place}: {book.Title}, {book.Year}");
}

await Kinds.UseAsync();
return 0;
