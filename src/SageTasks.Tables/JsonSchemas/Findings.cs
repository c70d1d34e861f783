namespace SageTasks.Tables;

/// <summary>Collects what is wrong with one value, and knows where in the value the evaluation stands.</summary>
internal sealed class Findings(bool lenient = false, bool silent = false)
{
    private const int MaxDepth = 200;

    private readonly List<Finding> _list = [];
    private readonly List<string> _path = [];
    private Findings? _probe;
    private int _depth;

    /// <summary>Whether a text column also takes numbers and booleans, as in nf-schema's lenient mode.</summary>
    public bool Lenient => lenient;

    /// <summary>How many findings there were, the silent ones included; never goes back.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<Finding> List => _list;

    /// <summary>The <c>errorMessage</c> that stands for the value at hand.</summary>
    public string? SchemaMessage { get; private set; }

    public void Clear() => _list.Clear();

    /// <summary>Whether a value holds to a schema, without reporting why not.</summary>
    public bool Accepts(SchemaNode node, in Instance value)
    {
        var probe = silent ? this : _probe ??= new Findings(lenient, silent: true);
        var before = probe.Count;
        node.Check(value, probe);
        return probe.Count == before;
    }

    /// <summary>What is wrong with a value at hand, apart from this list.</summary>
    public IReadOnlyList<Finding> Explain(SchemaNode node, in Instance value)
    {
        var apart = new Findings(lenient);
        node.Check(value, apart);
        return apart.List;
    }

    /// <summary>Counts a finding; true where it is to be described by <see cref="Add"/>.</summary>
    public bool Fail()
    {
        Count++;
        return !silent;
    }

    public void Add(string rule, in Instance value, string message) =>
        _list.Add(new Finding([.. _path], rule, value.Kind is InstanceKind.Array or InstanceKind.Object ? null : value.Text, message, SchemaMessage));

    /// <summary>Describes a member that is not there, so there is no value to show.</summary>
    public void AddMissing(string rule, string member, string message, string? schemaMessage) =>
        _list.Add(new Finding([.. _path, member], rule, Value: null, message, schemaMessage ?? SchemaMessage));

    /// <summary>Judges a member or an item: the message of the value around it does not stand for it.</summary>
    public void CheckChild(string segment, SchemaNode node, in Instance value)
    {
        var outer = SchemaMessage;
        SchemaMessage = null;
        _path.Add(segment);
        node.Check(value, this);
        _path.RemoveAt(_path.Count - 1);
        SchemaMessage = outer;
    }

    /// <summary>Begins to judge the value at hand by one more schema; give the result to <see cref="Leave"/>.</summary>
    public string? Enter(SchemaNode node)
    {
        if (++_depth > MaxDepth)
        {
            throw new InvalidSchemaException($"the schema at {node.Pointer} refers to itself without end.");
        }

        var outer = SchemaMessage;
        SchemaMessage = node.ErrorMessage ?? outer;
        return outer;
    }

    public void Leave(string? outer)
    {
        _depth--;
        SchemaMessage = outer;
    }
}
