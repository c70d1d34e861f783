using System.Text;

namespace SageTasks.Testing.Tests;

/// <summary>The smallest platform that commits something: POST adds an item, GET lists them.</summary>
internal sealed class CounterPlatform : IAsyncDisposable
{
    private readonly StateStore _store;
    private readonly LoopbackHost _host;

    private CounterPlatform(StateStore store, FaultInjector faults, LoopbackHost host)
    {
        _store = store;
        Faults = faults;
        _host = host;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Url };
    }

    public HttpClient Http { get; }

    public FaultInjector Faults { get; }

    public CommitJournal Journal => _store.Journal;

    public List<ObservedExchange> Seen { get; } = [];

    public static Task<CounterPlatform> StartAsync(params FaultRule[] rules) => StartAsync(TimeProvider.System, rules);

    public static async Task<CounterPlatform> StartAsync(TimeProvider time, params FaultRule[] rules)
    {
        var store = StateStore.Open(null, time);
        var faults = new FaultInjector(new FaultPlan { Seed = 7, Rules = rules });
        CounterPlatform? platform = null;
        var routes = new RouteTable()
            .Map("POST /items", request =>
            {
                store.Begin().Record("item", Encoding.UTF8.GetString(request.Body.Span), "x", TextJson.Default.String).Commit();
                return LocalAnswer.Text("added");
            })
            .Map("GET /items/{name}/half", request => LocalAnswer.Text(request["name"] + request.QueryValue("q")))
            .Map("GET /files/{path*}", request => LocalAnswer.Text(request["path"]))
            .Map("GET /big", _ => LocalAnswer.Text(new string('x', 100_000)));
        var host = await LoopbackHost.StartAsync(
            new HostSetup
            {
                Options = new LocalPlatformOptions { HostNames = ["host.docker.internal"], Observer = e => platform?.Record(e) },
                Routes = routes,
                Faults = faults,
                Clock = new PlatformClock(time, faults),
                Journal = store.Journal,
                Gate = request => request.Header("x-blocked") is null ? null : LocalAnswer.Empty(401),
                Admits = request => request.Header("x-blocked") is null,
                Unrouted = _ => LocalAnswer.Empty(404),
                Throttled = () => LocalAnswer.Text("slow down", status: 429).With("Retry-After", "0"),
                Failed = (status, text) => LocalAnswer.Text(text, status: status),
                Prefixes = ["api"],
            },
            CancellationToken.None);
        return platform = new CounterPlatform(store, faults, host);
    }

    public Task<HttpResponseMessage> AddAsync(string name) => Http.PostAsync(new Uri("/items", UriKind.Relative), new StringContent(name));

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        _store.Dispose();
    }

    private void Record(ObservedExchange exchange)
    {
        lock (Seen)
        {
            Seen.Add(exchange);
        }
    }
}
