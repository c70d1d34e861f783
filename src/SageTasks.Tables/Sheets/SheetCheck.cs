using System.Globalization;

namespace SageTasks.Tables;

/// <summary>Judges the rows of one sheet, one after the other. It keeps the violations up to their limit and a key for each distinct entry.</summary>
internal sealed class SheetCheck
{
    private readonly SheetRules _rules;
    private readonly SheetCheckOptions _options;
    private readonly TableHeader _header;
    private readonly RowMembers _members;
    private readonly Findings _findings;
    private readonly (UniqueRule Rule, UniqueKeys Keys)[] _unique;
    private readonly HashSet<string> _lacking;
    private readonly List<SheetViolation> _violations = [];
    private readonly List<string> _warnings = [];
    private long _rows;
    private long _violationCount;

    public SheetCheck(SheetRules rules, IReadOnlyList<UnsupportedKeyword> unsupported, TableHeader header, SheetCheckOptions options)
    {
        _rules = rules;
        _options = options;
        _header = header;
        var names = Stripped(header);
        _members = new RowMembers(names);
        _findings = new Findings(options.Lenient);
        _unique = [.. rules.Unique.Select(rule => (rule, new UniqueKeys(rule.Columns ?? names.Columns, rule.WantsAll)))];
        _lacking = [.. rules.Columns.Where(column => column.IsRequired && !names.Contains(column.Name)).Select(column => column.Name)];
        _warnings.AddRange(unsupported.Select(keyword => keyword.ToString()));
        CheckHeader(names);
    }

    public void Add(TableRow row)
    {
        if (!ReferenceEquals(row.Header, _header) && !row.Header.Columns.SequenceEqual(_header.Columns, StringComparer.Ordinal))
        {
            throw new TableFormatException($"row {_rows + 1} has the columns {row.Header}, the first row has {_header}.", row.Header.Source, row.Line);
        }

        Add(row.Cells, row.Line);
    }

    public void Add(string?[] cells, long? line)
    {
        _rows++;
        var row = _members.At(cells);
        foreach (var rule in _rules.Rows)
        {
            rule.Check(row, _findings);
        }

        foreach (var finding in _findings.List)
        {
            AddFinding(finding, line);
        }

        _findings.Clear();
        foreach (var (rule, keys) in _unique)
        {
            CheckUnique(rule, keys, line);
        }
    }

    public SheetReport Finish()
    {
        foreach (var rule in _rules.Counts.Where(rule => rule.IsBrokenBy(_rows)))
        {
            Violate(new SheetViolation
            {
                Rule = rule.Keyword,
                Message = string.Create(CultureInfo.InvariantCulture, $"{rule.Words} {rule.Limit} rows are needed, there are {_rows}"),
                SchemaMessage = rule.SchemaMessage,
            });
        }

        if (_rows == 0)
        {
            _warnings.Add("the sheet has no rows");
        }

        return new SheetReport { RowCount = _rows, Violations = _violations, ViolationCount = _violationCount, Warnings = _warnings };
    }

    private void CheckHeader(TableHeader header)
    {
        foreach (var column in _rules.Columns.Where(column => _lacking.Contains(column.Name)))
        {
            Violate(new SheetViolation
            {
                Column = column.Name,
                Rule = "required",
                Message = $"the sheet has no such column; its columns are {header}",
                SchemaMessage = column.ErrorMessage,
            });
        }

        foreach (var column in header.Columns.Where(column => !_rules.Rows.Exists(rule => rule.Mentions(column))))
        {
            _warnings.Add($"the schema does not know the column '{column}'");
        }
    }

    private void AddFinding(Finding finding, long? line)
    {
        var column = finding.Path.Count > 0 ? finding.Path[0] : null;
        if (finding.Rule == "required" && column is not null && _lacking.Contains(column))
        {
            return;
        }

        Violate(new SheetViolation
        {
            Row = _rows,
            Line = line,
            Column = column,
            Value = finding.Value,
            Rule = finding.Rule,
            Message = finding.Rule == "type" ? $"{finding.Message} (nf-schema types a cell by how it looks)" : finding.Message,
            SchemaMessage = finding.SchemaMessage,
        });
    }

    private void CheckUnique(UniqueRule rule, UniqueKeys keys, long? line)
    {
        if (keys.FindEarlier(_members, _rows) is not { } earlier)
        {
            return;
        }

        var only = keys.Members is [var column] ? column : null;
        Violate(new SheetViolation
        {
            Row = _rows,
            Line = line,
            Column = only,
            Value = only is null ? null : Text(only),
            Rule = rule.Keyword,
            Message = string.Create(CultureInfo.InvariantCulture, $"the row has the same {keys} as row {earlier} ({string.Join(", ", keys.Members.Select(Text))})"),
            SchemaMessage = rule.SchemaMessage,
        });
    }

    private string? Text(string column) => _members.TryGet(column, out var value) ? TableFormatException.Shorten(value.Text) : null;

    // Nextflow strips blanks off the names of the columns too when it reads a sheet.
    private static TableHeader Stripped(TableHeader header) =>
        new(header.Columns.Select(column => column.Trim()), header.Source);

    private void Violate(SheetViolation violation)
    {
        _violationCount++;
        if (_violations.Count < _options.ViolationLimit)
        {
            _violations.Add(violation);
        }
    }
}
