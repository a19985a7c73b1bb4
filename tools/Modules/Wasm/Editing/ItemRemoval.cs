using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>
/// Removes items from a module and renumbers the rest. An item stays while something that stays names it, so that the result of a valid module
/// is valid. Custom sections are left out: their indices would be wrong.
/// </summary>
public sealed class ItemRemoval
{
    private readonly ModuleMap _map;
    private readonly int[] _owners;
    private readonly Dictionary<IndexSpace, int[]> _definers = [];

    /// <summary>Prepares removals from a module.</summary>
    public ItemRemoval(ModuleMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        _map = map;
        _owners = FindOwners();
        foreach (var space in map.Items.GroupBy(item => item.Space))
        {
            _definers[space.Key] = new int[space.Max(item => item.First + item.Count)];
        }

        for (var i = 0; i < map.Items.Count; i++)
        {
            var item = map.Items[i];
            Array.Fill(_definers[item.Space], i, item.First, item.Count);
        }
    }

    /// <summary>Removes items as far as nothing that stays names them.</summary>
    /// <param name="items">Their positions in <see cref="ModuleMap.Items"/>.</param>
    /// <returns>The smaller module, or null where none of them can go.</returns>
    public byte[]? Apply(IEnumerable<int> items)
    {
        var removed = new bool[_map.Items.Count];
        foreach (var item in items)
        {
            removed[item] = true;
        }

        KeepWhatIsNamed(removed);
        return removed.Contains(true) ? Write(removed) : null;
    }

    private void KeepWhatIsNamed(bool[] removed)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < _owners.Length; i++)
            {
                var use = _map.Uses[i];
                if (!Stays(removed, i))
                {
                    continue;
                }

                if (Definer(use) is >= 0 and var definer && removed[definer])
                {
                    removed[definer] = false;
                    changed = true;
                }
            }

            changed |= KeepDeclarations(removed);
        }
    }

    // Of the places that declare a function for ref.func, one must stay.
    private bool KeepDeclarations(bool[] removed)
    {
        var needed = new HashSet<int>();
        var declarers = new Dictionary<int, int>();
        for (var i = 0; i < _owners.Length; i++)
        {
            var use = _map.Uses[i];
            if (use.Role == IndexRole.NeedsDeclaration && Stays(removed, i))
            {
                needed.Add(use.Index);
            }
            else if (use.Role == IndexRole.Declaration && (!declarers.ContainsKey(use.Index) || Stays(removed, i)))
            {
                declarers[use.Index] = i;
            }
        }

        var changed = false;
        foreach (var function in needed)
        {
            if (declarers.TryGetValue(function, out var place) && !Stays(removed, place))
            {
                removed[_owners[place]] = false;
                changed = true;
            }
        }

        return changed;
    }

    private bool Stays(bool[] removed, int use) => _owners[use] < 0 || !removed[_owners[use]];

    private int Definer(IndexUse use) =>
        _definers.TryGetValue(use.Space, out var definers) && (uint)use.Index < (uint)definers.Length ? definers[use.Index] : -1;

    // Items do not overlap: each use lies in the last one that begins before it, if in any.
    private int[] FindOwners()
    {
        var ranges = _map.Items.SelectMany((item, i) => item.Body.Length > 0 ? new[] { (item.Place, i), (item.Body, i) } : [(item.Place, i)]).OrderBy(r => r.Item1.Start).ToArray();
        var starts = ranges.Select(r => r.Item1.Start).ToArray();
        var owners = new int[_map.Uses.Count];
        for (var i = 0; i < owners.Length; i++)
        {
            var offset = _map.Uses[i].Offset;
            var at = Array.BinarySearch(starts, offset);
            at = at < 0 ? ~at - 1 : at;
            owners[i] = at >= 0 && ranges[at].Item1.Contains(offset) ? ranges[at].i : -1;
        }

        return owners;
    }

    private byte[] Write(bool[] removed)
    {
        var patch = new ModulePatch(_map);
        patch.Drop(SectionId.Custom);
        var numbers = Renumber(removed);
        for (var i = 0; i < _owners.Length; i++)
        {
            var use = _map.Uses[i];
            if (use.Length > 0 && Stays(removed, i) && numbers.TryGetValue(use.Space, out var news) && (uint)use.Index < (uint)news.Length && news[use.Index] != use.Index)
            {
                patch.ReplaceInteger(new ByteRange(use.Offset, use.Offset + use.Length), news[use.Index], use.IsSigned);
            }
        }

        for (var i = 0; i < removed.Length; i++)
        {
            if (removed[i])
            {
                patch.Remove(_map.Items[i].Place);
                if (_map.Items[i].Body.Length > 0)
                {
                    patch.Remove(_map.Items[i].Body);
                }
            }
        }

        WriteCounts(removed, patch);
        return patch.Apply();
    }

    private Dictionary<IndexSpace, int[]> Renumber(bool[] removed)
    {
        var numbers = new Dictionary<IndexSpace, int[]>();
        foreach (var (space, definers) in _definers)
        {
            var next = 0;
            numbers[space] = [.. definers.Select(definer => removed[definer] ? -1 : next++)];
        }

        return numbers;
    }

    private void WriteCounts(bool[] removed, ModulePatch patch)
    {
        foreach (var section in _map.Sections)
        {
            // The data count is the number of data segments, the code section has as many items as the function section.
            var listed = section.Id switch
            {
                SectionId.DataCount => SectionId.Data,
                SectionId.Code => SectionId.Function,
                _ => section.Id,
            };
            if (listed is SectionId.Custom or SectionId.Start)
            {
                continue;
            }

            var before = 0;
            var after = 0;
            for (var i = 0; i < removed.Length; i++)
            {
                if (_map.Items[i].Section == listed)
                {
                    before++;
                    after += removed[i] ? 0 : 1;
                }
            }

            if (after == 0 && before > 0)
            {
                patch.Drop(section.Id);
            }
            else if (after != before)
            {
                patch.ReplaceInteger(ModuleShrinking.CountAt(_map.Module, section.Contents), after);
            }
        }
    }
}
