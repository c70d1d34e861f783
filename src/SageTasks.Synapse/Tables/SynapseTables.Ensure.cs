namespace SageTasks.Synapse;

public sealed partial class SynapseTables
{
    /// <summary>The table of a name that has certain columns: created where it is not there; columns that it lacks are added, columns that are too
    /// narrow are made wider. Rows stay as they are, and so do all other columns.</summary>
    /// <param name="definition">The table.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">Synapse refuses the name, something else has it, or a column of another type is there.</exception>
    public Task<EnsuredTable> EnsureAsync(TableDefinition definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        SynapseName.Validate(definition.Name, nameof(definition));
        return Contention.RetryAsync(
            client.Time,
            token => Contention.RepeatAsync(client.Time, cancel => EnsureOnceAsync(definition, cancel), token),
            cancellationToken);
    }

    private async Task<EnsuredTable> EnsureOnceAsync(TableDefinition definition, CancellationToken cancellationToken)
    {
        var wanted = await client.CreateColumnsAsync(definition.Columns, cancellationToken).ConfigureAwait(false);
        if (await client.FindChildAsync(definition.ParentId, definition.Name, cancellationToken).ConfigureAwait(false) is not { } id)
        {
            var table = new TableEntity
            {
                Name = definition.Name,
                ParentId = definition.ParentId.ToString(),
                Description = definition.Description,
                ColumnIds = [.. wanted.Select(column => column.Id!)],
            };
            var created = await client.CreateEntityAsync(table, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new EnsuredTable { Id = created.Id!, Outcome = StoreOutcome.Created, Columns = wanted };
        }

        var columns = await GetColumnsAsync(id, cancellationToken).ConfigureAwait(false);
        var differences = Differences(id, columns, wanted);
        if (differences.Count == 0)
        {
            return new EnsuredTable { Id = id, Outcome = StoreOutcome.Unchanged, Columns = columns };
        }

        var made = await client.CreateColumnsAsync(differences.Select(difference => difference.New with { Id = null }), cancellationToken).ConfigureAwait(false);
        var changes = differences.Zip(made, static (difference, column) => new ColumnChange { OldColumnId = difference.Old?.Id, NewColumnId = column.Id }).ToList();
        await ChangeAsync(SchemaChange(id, columns, changes), cancellationToken).ConfigureAwait(false);
        var changed = await GetColumnsAsync(id, cancellationToken).ConfigureAwait(false);
        return new EnsuredTable { Id = id, Outcome = StoreOutcome.Updated, Columns = changed };
    }

    private static TableTransactionRequest SchemaChange(SynapseId id, IReadOnlyList<ColumnModel> columns, List<ColumnChange> changes)
    {
        var replaced = changes.Where(change => change.OldColumnId is not null)
            .ToDictionary(change => change.OldColumnId!, change => change.NewColumnId!, StringComparer.Ordinal);
        var kept = columns.Select(column => replaced.GetValueOrDefault(column.Id!, column.Id!));
        var added = changes.Where(change => change.OldColumnId is null).Select(change => change.NewColumnId!);
        var change = new TableSchemaChangeRequest { EntityId = id.ToString(), Changes = changes, OrderedColumnIds = [.. kept, .. added] };
        return new TableTransactionRequest { EntityId = id.ToString(), Changes = [change] };
    }

    private static List<(ColumnModel? Old, ColumnModel New)> Differences(SynapseId id, IReadOnlyList<ColumnModel> present, IEnumerable<ColumnModel> wanted)
    {
        var byName = present.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var differences = new List<(ColumnModel?, ColumnModel)>();
        foreach (var column in wanted)
        {
            if (!byName.TryGetValue(column.Name, out var old))
            {
                differences.Add((null, column));
            }
            else if (old.ColumnType != column.ColumnType)
            {
                throw new ArgumentException(
                    $"The column '{column.Name}' of {id} is {old.ColumnType}, not {column.ColumnType}. Changing the type could lose values: " +
                    "choose another name, or change it with ChangeAsync.");
            }
            else if (column.MaximumSize > old.MaximumSize || column.MaximumListLength > old.MaximumListLength)
            {
                differences.Add((old, Wider(old, column)));
            }
        }

        return differences;
    }

    // The column stays what it is, a facet or a default that somebody gave it included: it only takes more.
    private static ColumnModel Wider(ColumnModel old, ColumnModel wanted) => old with
    {
        MaximumSize = Larger(old.MaximumSize, wanted.MaximumSize),
        MaximumListLength = Larger(old.MaximumListLength, wanted.MaximumListLength),
    };

    private static long? Larger(long? one, long? other) => one > other ? one : other ?? one;
}
