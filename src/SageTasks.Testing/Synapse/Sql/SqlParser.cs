using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Understands the part of Synapse's SQL that one table or view answers.</summary>
internal sealed class SqlParser
{
    private static readonly string[] Aggregates = ["count", "sum", "min", "max", "avg"];

    private readonly List<SqlToken> _tokens;
    private int _at;

    private SqlParser(string sql) => _tokens = SqlTokenizer.Split(sql);

    private SqlToken Current => _tokens[_at];

    public static SqlQuery Parse(string? sql)
    {
        if (string.IsNullOrWhiteSpace(sql))
        {
            throw SynapseError.Invalid("Query.sql is required.");
        }

        return new SqlParser(sql).Query();
    }

    private SqlQuery Query()
    {
        Expect("select");
        var distinct = Take("distinct");
        var select = TakeSymbol("*") ? [] : List(Select);
        Expect("from");
        var query = new SqlQuery
        {
            Distinct = distinct,
            Select = select,
            From = Name(),
            Where = Take("where") ? Condition() : null,
            GroupBy = TakePair("group", "by") ? List(Value) : [],
            OrderBy = TakePair("order", "by") ? List(Order) : [],
        };
        var (limit, offset) = Pagination();
        if (Current.Kind != SqlTokenKind.End)
        {
            throw Unexpected("the end of the query");
        }

        return query with { Limit = limit, Offset = offset };
    }

    private SqlSelect Select()
    {
        var value = Value();
        return new SqlSelect(value, Take("as") || Current.Kind == SqlTokenKind.QuotedName ? Name() : null);
    }

    private SqlOrder Order()
    {
        var value = Value();
        var descending = Take("desc");
        if (!descending)
        {
            Take("asc");
        }

        return new SqlOrder(value, descending);
    }

    private (long? Limit, long? Offset) Pagination()
    {
        long? limit = null, offset = null;
        while (Current.Is("limit") || Current.Is("offset"))
        {
            if (Take("limit"))
            {
                limit = Count();
            }
            else if (Take("offset"))
            {
                offset = Count();
            }
        }

        return (limit, offset);
    }

    private SqlCondition Condition()
    {
        var left = Conjunction();
        return Take("or") ? new SqlCondition.Or(left, Condition()) : left;
    }

    private SqlCondition Conjunction()
    {
        var left = Negation();
        return Take("and") ? new SqlCondition.And(left, Conjunction()) : left;
    }

    private SqlCondition Negation()
    {
        if (Take("not"))
        {
            return new SqlCondition.Not(Negation());
        }

        if (!TakeSymbol("("))
        {
            return Predicate();
        }

        var inner = Condition();
        ExpectSymbol(")");
        return inner;
    }

    private SqlCondition Predicate()
    {
        var value = Value();
        if (Take("is"))
        {
            var not = Take("not");
            Expect("null");
            return Negated(not, new SqlCondition.IsNull(value));
        }

        if (Current.Kind == SqlTokenKind.Symbol && Current.Text is "=" or "<>" or "!=" or "<" or "<=" or ">" or ">=")
        {
            return new SqlCondition.Compare(value, Next().Text, Value());
        }

        return Negated(Take("not"), Membership(value));
    }

    private SqlCondition Membership(SqlExpression value)
    {
        if (Take("in"))
        {
            return new SqlCondition.In(value, Choices());
        }

        if (Take("like"))
        {
            return new SqlCondition.Like(value, Value());
        }

        if (Take("has"))
        {
            return new SqlCondition.Has(value, Choices(), IsPattern: false);
        }

        if (Take("has_like"))
        {
            return new SqlCondition.Has(value, Choices(), IsPattern: true);
        }

        if (!Take("between"))
        {
            throw Unexpected("a comparison");
        }

        var low = Value();
        Expect("and");
        return new SqlCondition.Between(value, low, Value());
    }

    private List<SqlExpression> Choices()
    {
        ExpectSymbol("(");
        var choices = List(Value);
        ExpectSymbol(")");
        return choices;
    }

    private SqlExpression Value()
    {
        var token = Next();
        switch (token.Kind)
        {
            case SqlTokenKind.Text or SqlTokenKind.Number:
                return new SqlExpression.Literal(token.Text);
            case SqlTokenKind.Symbol when token.Text == "-" && Current.Kind == SqlTokenKind.Number:
                return new SqlExpression.Literal("-" + Next().Text);
            case SqlTokenKind.QuotedName:
                return new SqlExpression.Column(token.Text);
            case SqlTokenKind.Word when token.Is("null"):
                return new SqlExpression.Literal(null);
            case SqlTokenKind.Word when token.Is("true") || token.Is("false"):
                return new SqlExpression.Literal(token.Text.ToLowerInvariant());
            case SqlTokenKind.Word when TakeSymbol("("):
                return Function(token.Text);
            case SqlTokenKind.Word:
                return new SqlExpression.Column(token.Text);
            default:
                _at--;
                throw Unexpected("a column or a value");
        }
    }

    private SqlExpression.Aggregate Function(string name)
    {
        if (!Aggregates.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw SynapseError.Invalid($"The function {name} is not one that LocalSynapse knows: {string.Join(", ", Aggregates)}.");
        }

        var distinct = Take("distinct");
        var argument = TakeSymbol("*") ? null : Value();
        ExpectSymbol(")");
        return new SqlExpression.Aggregate(name.ToLowerInvariant(), argument, distinct);
    }

    private List<T> List<T>(Func<T> item)
    {
        var items = new List<T> { item() };
        while (TakeSymbol(","))
        {
            items.Add(item());
        }

        return items;
    }

    private string Name() => Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName ? Next().Text : throw Unexpected("a name");

    private long Count() => long.TryParse(Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && Next().Kind == SqlTokenKind.Number
        ? count
        : throw Unexpected("a number");

    private SqlToken Next() => _tokens[_at].Kind == SqlTokenKind.End ? throw Unexpected("more") : _tokens[_at++];

    private bool Take(string keyword) => Advance(Current.Is(keyword));

    private bool TakePair(string first, string second) => Current.Is(first) && _tokens[_at + 1].Is(second) && Take(first) && Take(second);

    private bool TakeSymbol(string symbol) => Advance(Current.IsSymbol(symbol));

    private bool Advance(bool found)
    {
        if (found)
        {
            _at++;
        }

        return found;
    }

    private void Expect(string keyword)
    {
        if (!Take(keyword))
        {
            throw Unexpected(keyword.ToUpperInvariant());
        }
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            throw Unexpected(symbol);
        }
    }

    private SynapseError Unexpected(string wanted) => SynapseError.Invalid($"Encountered \"{Current.Text}\". Was expecting {wanted}.");

    private static SqlCondition Negated(bool not, SqlCondition condition) => not ? new SqlCondition.Not(condition) : condition;
}
