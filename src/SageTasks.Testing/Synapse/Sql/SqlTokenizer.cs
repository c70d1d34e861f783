using System.Text;

namespace SageTasks.Testing.Synapse;

/// <summary>Splits a query into words.</summary>
internal static class SqlTokenizer
{
    private static readonly string[] TwoLetters = ["<>", "!=", "<=", ">="];

    public static List<SqlToken> Split(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < sql.Length;)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
            }
            else
            {
                tokens.Add(Next(sql, ref at));
            }
        }

        tokens.Add(new SqlToken(SqlTokenKind.End, "end of the query"));
        return tokens;
    }

    private static SqlToken Next(string sql, ref int at)
    {
        var c = sql[at];
        if (c == '\'')
        {
            return new SqlToken(SqlTokenKind.Text, Quoted(sql, ref at));
        }

        if (c is '"' or '`')
        {
            return new SqlToken(SqlTokenKind.QuotedName, Quoted(sql, ref at));
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1])))
        {
            return new SqlToken(SqlTokenKind.Number, While(sql, ref at, x => char.IsAsciiLetterOrDigit(x) || x == '.'));
        }

        if (char.IsLetter(c) || c == '_')
        {
            return new SqlToken(SqlTokenKind.Word, While(sql, ref at, x => char.IsLetterOrDigit(x) || x is '_' or '.'));
        }

        var symbol = at + 1 < sql.Length && TwoLetters.Contains(sql.Substring(at, 2), StringComparer.Ordinal) ? sql.Substring(at, 2) : c.ToString();
        at += symbol.Length;
        return new SqlToken(SqlTokenKind.Symbol, symbol);
    }

    private static string Quoted(string sql, ref int at)
    {
        var quote = sql[at++];
        var text = new StringBuilder();
        for (; at < sql.Length; at++)
        {
            if (sql[at] == quote && (at + 1 == sql.Length || sql[at + 1] != quote))
            {
                at++;
                return text.ToString();
            }

            // A doubled quote stands for one.
            if (sql[at] == quote)
            {
                at++;
            }

            text.Append(sql[at]);
        }

        throw SynapseError.Invalid($"Lexical error: the quote {quote} is not closed.");
    }

    private static string While(string sql, ref int at, Func<char, bool> belongs)
    {
        var start = at;
        while (at < sql.Length && belongs(sql[at]))
        {
            at++;
        }

        return sql[start..at];
    }
}
