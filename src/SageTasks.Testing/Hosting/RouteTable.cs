namespace SageTasks.Testing;

/// <summary>The routes of a platform: templates such as <c>GET /workflow/{id}/launch</c>, with <c>{rest*}</c> for all that follows.</summary>
internal sealed class RouteTable
{
    private readonly Node _root = new();

    public RouteTable Map(string template, Func<LocalRequest, LocalAnswer> handle) =>
        Map(template, new LocalRoute((request, _) => ValueTask.FromResult(handle(request))));

    public RouteTable Map(string template, LocalHandler handle, bool streams = false) => Map(template, new LocalRoute(handle, streams));

    /// <summary>Maps what anyone may use, without a token.</summary>
    public RouteTable MapOpen(string template, LocalHandler handle) => Map(template, new LocalRoute(handle, IsOpen: true));

    /// <summary>Maps what anyone may use, without a token.</summary>
    public RouteTable MapOpen(string template, Func<LocalRequest, LocalAnswer> handle) => MapOpen(template, (request, _) => ValueTask.FromResult(handle(request)));

    public RouteTable Map(string template, LocalRoute route)
    {
        var (method, path) = template.Split(' ') is [var m, var p] ? (m, p) : throw new ArgumentException($"'{template}' is no route.", nameof(template));
        var node = _root;
        var names = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment is ['{', .. var name, '}'])
            {
                names.Add(name.TrimEnd('*'));
                node = name.EndsWith('*') ? node.Rest ??= new Node() : node.Any ??= new Node();
            }
            else
            {
                node = node.Literals.TryGetValue(segment, out var next) ? next : node.Literals[segment] = new Node();
            }
        }

        node.Methods.Add(method, (route, names));
        return this;
    }

    /// <summary>The route of a request; null when there is none. A literal segment goes before a named one.</summary>
    public LocalRoute? Find(string method, IReadOnlyList<string> segments, out IReadOnlyDictionary<string, string> values)
    {
        var found = new List<string>();
        values = new Dictionary<string, string>(StringComparer.Ordinal);
        var wanted = method == "HEAD" ? "GET" : method;
        if (Find(_root, wanted, segments, 0, found) is not var (route, names))
        {
            return null;
        }

        values = names.Zip(found).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        return route;
    }

    private static (LocalRoute, List<string>)? Find(Node node, string method, IReadOnlyList<string> segments, int at, List<string> found)
    {
        if (at == segments.Count)
        {
            return node.Methods.TryGetValue(method, out var route) ? route : null;
        }

        if (node.Literals.TryGetValue(segments[at], out var literal) && Find(literal, method, segments, at + 1, found) is { } exact)
        {
            return exact;
        }

        if (node.Any is not null && With(segments[at], () => Find(node.Any, method, segments, at + 1, found)) is { } named)
        {
            return named;
        }

        return node.Rest is null
            ? null
            : With(string.Join('/', segments.Skip(at)), () => node.Rest.Methods.TryGetValue(method, out var rest) ? rest : null);

        (LocalRoute, List<string>)? With(string value, Func<(LocalRoute, List<string>)?> search)
        {
            found.Add(value);
            var result = search();
            if (result is null)
            {
                found.RemoveAt(found.Count - 1);
            }

            return result;
        }
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Node? Any { get; set; }

        public Node? Rest { get; set; }

        public Dictionary<string, (LocalRoute Route, List<string> Names)> Methods { get; } = new(StringComparer.Ordinal);
    }
}
